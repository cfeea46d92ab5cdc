package io.seckill.stack.audit;

import java.util.Map;

/**
 * Guarantee 3, the part that the stores can show: each standing reservation is exactly one order
 * under the same id, of the same user and size. Whether each success that was told is one is for
 * whoever heard it.
 */
final class OneOrderForEachReservation implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    Map<String, Units> standing = facts.ledger().standing();
    Map<String, Units> orders = facts.standingOrders();
    var draft =
        new Finding.Draft(facts.saleId(), 3, "a success is one order")
            .figure("standing in the ledger", standing.size())
            .figure("standing orders", orders.size());
    facts
        .ledger()
        .contradictory()
        .forEach(id -> draft.offence(id, "the ledger has RESERVED entries that differ"));
    draft.expectSame("orders", orders, "the ledger", standing);
    return draft.done();
  }
}
