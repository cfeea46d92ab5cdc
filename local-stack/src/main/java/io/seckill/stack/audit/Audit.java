package io.seckill.stack.audit;

import io.seckill.stack.audit.SaleFacts.Ledger;
import io.seckill.stack.audit.SaleFacts.Order;
import io.seckill.stack.audit.SaleFacts.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  static List<Finding> findings(List<SaleFacts> sales) {
    return sales.stream()
        .flatMap(sale -> Check.IN_ORDER.stream().map(check -> check.check(sale)))
        .toList();
  }

  private static List<SaleFacts> read(
      AuditOptions options, DatabaseFacts database, RedisFacts redis) throws InterruptedException {
    KafkaFacts kafka = KafkaFacts.read(new TopicReader(options.kafka()));
    Map<String, Map<String, Order>> orders = database.orders();
    var notifications = database.notifications();
    StatsFacts stats = new StatsFacts(options.stats());

    // Also sales that were never announced: what stands there was sold out of nothing.
    Set<String> known = new LinkedHashSet<>(kafka.terms().keySet());
    known.addAll(kafka.ledgers().keySet());
    known.addAll(kafka.events().keySet());
    known.addAll(orders.keySet());
    known.addAll(notifications.keySet());

    List<SaleFacts> sales = new ArrayList<>();
    for (String id : chosen(options, known)) {
      sales.add(
          new SaleFacts(
              kafka.terms().getOrDefault(id, new Terms(id, 0, 0)),
              redis.inventory(id),
              kafka.ledgers().getOrDefault(id, new Ledger(Map.of(), Set.of(), Set.of())),
              orders.getOrDefault(id, Map.of()),
              kafka.events().getOrDefault(id, Map.of()),
              notifications.getOrDefault(id, Map.of()),
              stats.stats(id)));
    }
    return sales;
  }

  private static Set<String> chosen(AuditOptions options, Set<String> known) {
    String saleId = options.saleId();
    if (saleId == null) {
      return known;
    }
    if (!known.contains(saleId)) {
      throw new UnreadableException(
          "There is no sale '%s': no topic and no table has it.".formatted(saleId));
    }
    return Set.of(saleId);
  }
}
