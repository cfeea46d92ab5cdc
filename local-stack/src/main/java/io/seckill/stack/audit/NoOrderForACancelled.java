package io.seckill.stack.audit;

import java.util.Map;

/** Guarantee 4: a request that was cancelled, whoever heard of it, has no order that stands. */
final class NoOrderForACancelled implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    Map<String, Units> orders = facts.standingOrders();
    var draft =
        new Finding.Draft(facts.saleId(), 4, "a failure is no order")
            .figure("cancelled in the ledger", facts.ledger().cancelled().size())
            .figure(
                "cancelled orders",
                facts.orders().values().stream().filter(SaleFacts.Order::isCancelled).count());
    for (String id : facts.ledger().cancelled()) {
      Units order = orders.get(id);
      if (order != null) {
        draft.offence(id, "cancelled in the ledger, its order stands: %s".formatted(order));
      }
      Units reserved = facts.inventory().reservations().get(id);
      if (reserved != null) {
        draft.offence(id, "cancelled in the ledger, reserved in Redis: %s".formatted(reserved));
      }
    }
    return draft.done();
  }
}
