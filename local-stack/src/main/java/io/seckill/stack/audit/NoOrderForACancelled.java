package io.seckill.stack.audit;

/** Guarantee 4: a request that was cancelled, whoever heard of it, has no order that stands. */
final class NoOrderForACancelled implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    Marks marks = facts.marks();
    var draft =
        new Finding.Draft(facts.saleId(), 4, "a failure is no order")
            .figure("cancelled in the ledger", facts.requests().filter(marks::isCancelled).count())
            .figure(
                "cancelled orders",
                facts
                    .requests()
                    .filter(request -> marks.status(request) == OrderStatus.CANCELLED)
                    .count());
    facts
        .requests()
        .filter(marks::isCancelled)
        .forEach(
            request -> {
              expectNothing(facts, draft, request, facts.standingOrders(), "its order stands");
              expectNothing(facts, draft, request, facts.inRedis(), "reserved in Redis");
            });
    return draft.done();
  }

  private static void expectNothing(
      SaleFacts facts, Finding.Draft draft, int request, Held held, String what) {
    if (held.at(request)) {
      draft.offence(
          facts.requestId(request),
          "cancelled in the ledger, %s: %s".formatted(what, facts.units(held, request)));
    }
  }
}
