package io.seckill.stack.audit;

/**
 * Guarantee 3, the part that the stores can show: each standing reservation is exactly one order
 * under the same id, of the same user and size. Whether each success that was told is one is for
 * whoever heard it.
 */
final class OneOrderForEachReservation implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    Held standing = facts.standingInLedger();
    Held orders = facts.standingOrders();
    var draft =
        new Finding.Draft(facts.saleId(), 3, "a success is one order")
            .figure("standing in the ledger", facts.count(standing))
            .figure("standing orders", facts.count(orders));
    facts
        .requests()
        .filter(facts.marks()::isContradictory)
        .forEach(
            request ->
                draft.offence(
                    facts.requestId(request), "the ledger has RESERVED entries that differ"));
    draft.expectSame(facts, orders, standing);
    return draft.done();
  }
}
