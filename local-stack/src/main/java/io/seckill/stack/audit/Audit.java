package io.seckill.stack.audit;

import java.util.Collection;
import java.util.List;

/**
 * Lets the system settle, reads what its stores hold, and checks every guarantee for every sale.
 */
public final class Audit {

  private Audit() {}

  /**
   * Audits a running system.
   *
   * @throws UnreadableException where something needed cannot be read, or nothing knows the sale
   * @throws InterruptedException where the caller is interrupted
   */
  public static AuditReport run(AuditOptions options) throws InterruptedException {
    try (DatabaseFacts database = new DatabaseFacts(options);
        Backlog backlog = new Backlog(options.kafka());
        RedisFacts redis = new RedisFacts(options.redisHost(), options.redisPort())) {
      Settling settling = new Settling(backlog, database);
      long giveUpAt = System.nanoTime() + options.settleWithin().toNanos();
      while (true) {
        String leftToDo = settling.awaitUntil(giveUpAt);
        List<Finding> findings = findings(read(options, database, redis));
        // The stores are read one after the other: what moved meanwhile would look like a
        // violation.
        String moved = leftToDo.isEmpty() ? settling.movedSince() : leftToDo;
        if (moved.isEmpty() || System.nanoTime() - giveUpAt >= 0) {
          return new AuditReport(moved, findings);
        }
      }
    }
  }

  /** The checks alone, on facts from wherever. */
  static List<Finding> findings(Collection<SaleFacts> sales) {
    return sales.stream()
        .flatMap(sale -> Check.IN_ORDER.stream().map(check -> check.check(sale)))
        .toList();
  }

  private static Collection<SaleFacts> read(
      AuditOptions options, DatabaseFacts database, RedisFacts redis) throws InterruptedException {
    String saleId = options.saleId();
    Sales sales = new Sales(saleId);
    new KafkaFacts(new TopicReader(options.kafka())).readInto(sales);
    database.readOrdersInto(sales, saleId);
    database.readNotificationsInto(sales, saleId);
    if (saleId != null && sales.all().isEmpty()) {
      throw new UnreadableException(
          "There is no sale '%s': no topic and no table has it.".formatted(saleId));
    }
    StatsFacts stats = new StatsFacts(options.stats());
    for (SaleFacts sale : sales.all()) {
      redis.readInto(sale);
      sale.stats(stats.stats(sale.saleId()));
    }
    return sales.all();
  }
}
