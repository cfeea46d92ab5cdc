package io.seckill.stack.audit;

import java.util.Map;

/**
 * Guarantee 2: stock = remaining + reserved in Redis, and what is reserved there is what stands in
 * the ledger and in the order table, id by id.
 */
final class NoStockLost implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    SaleFacts.Inventory inventory = facts.inventory();
    Map<String, Units> standing = facts.ledger().standing();
    long reserved = inventory.reservations().values().stream().mapToLong(Units::quantity).sum();
    var draft =
        new Finding.Draft(facts.saleId(), 2, "no stock lost")
            .figure("stock", facts.terms().stock())
            .figure("remaining", inventory.remaining())
            .figure("units reserved", reserved)
            .figure("reservations", inventory.reservations().size())
            .figure("standing in the ledger", standing.size())
            .figure("standing orders", facts.standingOrders().size());
    if (!inventory.known()) {
      draft.offence(facts.saleId(), "Redis: no such sale (expected: its stock)");
      return draft.done();
    }
    draft.expectEqual(facts.saleId(), "stock in Redis", inventory.stock(), facts.terms().stock());
    draft.expectEqual(
        facts.saleId(),
        "remaining + reserved in Redis",
        inventory.remaining() + reserved,
        facts.terms().stock());
    draft.expectSame("Redis", inventory.reservations(), "the ledger", standing);
    draft.expectSame("Redis", inventory.reservations(), "the orders", facts.standingOrders());
    return draft.done();
  }
}
