package io.seckill.gateway.purchase;

import io.seckill.crash.CrashPoint;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.reply.Incarnation;
import io.seckill.gateway.sale.Sales;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Asks, before a request with an Idempotency-Key is cancelled at its deadline, whether another try
 * of it holds units: the shopper may have repeated his key at another gateway, and heard SUCCESS
 * there. All that one sweep finds are asked for together.
 */
@Component
final class Closing {

  private static final int CALL_MAX = 1_000;

  private final Sales sales;
  private final Incarnation incarnation;
  private final ConcurrentLinkedQueue<Try> waiting = new ConcurrentLinkedQueue<>();

  Closing(Sales sales, Incarnation incarnation) {
    this.sales = sales;
    this.incarnation = incarnation;
  }

  private record Try(Entry entry, Runnable closed, Runnable unknown, Runnable heldElsewhere) {}

  /** Will ask with the next {@link #ask}; one of the three is called, on any thread. */
  void close(Entry entry, Runnable closed, Runnable unknown, Runnable heldElsewhere) {
    waiting.add(new Try(entry, closed, unknown, heldElsewhere));
  }

  /** Asks for all that wait. */
  void ask() {
    Map<String, List<Try>> bySale = new LinkedHashMap<>();
    for (Try each = waiting.poll(); each != null; each = waiting.poll()) {
      bySale.computeIfAbsent(each.entry().saleId(), id -> new ArrayList<>()).add(each);
    }
    bySale.forEach(
        (saleId, tries) -> {
          for (int from = 0; from < tries.size(); from += CALL_MAX) {
            ask(saleId, tries.subList(from, Math.min(tries.size(), from + CALL_MAX)));
          }
        });
  }

  private void ask(String saleId, List<Try> tries) {
    sales
        .close(
            saleId,
            incarnation.id(),
            tries.stream().map(each -> each.entry().requestId()).toList(),
            tries.stream().map(each -> each.entry().deadlineMillis()).toList())
        .whenComplete(
            (closed, error) -> {
              for (int i = 0; i < tries.size(); i++) {
                Try each = tries.get(i);
                if (closed == null || closed.size() != tries.size()) {
                  each.unknown().run();
                } else if (closed.get(i)) {
                  CrashPoint.AFTER_CLOSE.reached();
                  each.closed().run();
                } else {
                  each.heldElsewhere().run();
                }
              }
            });
  }
}
