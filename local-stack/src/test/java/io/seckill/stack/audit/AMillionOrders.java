package io.seckill.stack.audit;

import io.seckill.stack.audit.SaleFacts.Inventory;
import io.seckill.stack.audit.SaleFacts.Stats;
import java.util.List;

/**
 * The facts of a sale of a million orders and their checks, as a program with a heap of its own.
 */
final class AMillionOrders {

  static final int ORDERS = 1_000_000;

  private AMillionOrders() {}

  public static void main(String[] arguments) {
    long before = usedBytes();
    SaleFacts facts = facts();
    long bytesPerOrder = (usedBytes() - before) / ORDERS;
    long violated =
        Audit.findings(List.of(facts)).stream().filter(finding -> !finding.holds()).count();
    System.out.println("violated: " + violated + ", bytes per order: " + bytesPerOrder);
  }

  private static SaleFacts facts() {
    SaleFacts facts = new SaleFacts("demo-12345678");
    facts.announced(ORDERS, 1);
    for (int i = 0; i < ORDERS; i++) {
      facts.reserved(request(i), user(i), 1);
    }
    for (int i = 0; i < ORDERS; i++) {
      facts.told(request(i), EventKind.CREATED);
    }
    for (int i = 0; i < ORDERS; i++) {
      facts.order(request(i), user(i), 1, OrderStatus.PENDING_PAYMENT);
      facts.notified(request(i), EventKind.CREATED, NotificationStatus.SENT);
    }
    facts.inventory(new Inventory(true, ORDERS, 0));
    for (int i = 0; i < ORDERS; i++) {
      facts.heldInRedis(request(i), user(i), 1);
      facts.countedInRedis(user(i), 1);
    }
    facts.stats(new Stats(ORDERS, 0, 0, ORDERS, ORDERS));
    return facts;
  }

  /** As long as one that the gateway makes. */
  private static String request(int i) {
    return "demo-12345678.%022d".formatted(i);
  }

  private static String user(int i) {
    return "1a2b3c-" + i;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
