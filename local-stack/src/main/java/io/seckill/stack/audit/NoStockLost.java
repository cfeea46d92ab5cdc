package io.seckill.stack.audit;

/**
 * Guarantee 2: stock = remaining + reserved in Redis, and what is reserved there and what is
 * ordered is what stands in the ledger, id by id. Redis counts while its fence is up; without it
 * nothing is sold before the stock has been rebuilt from the ledger.
 */
final class NoStockLost implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    SaleFacts.Inventory inventory = facts.inventory();
    Held standing = facts.standingInLedger();
    Held orders = facts.standingOrders();
    Held redis = facts.inRedis();
    long reserved = facts.unitsIn(redis);
    var draft =
        new Finding.Draft(facts.saleId(), 2, "no stock lost")
            .figure("stock", facts.terms().stock())
            .figure("remaining", inventory.remaining())
            .figure("units reserved", reserved)
            .figure("reservations", facts.count(redis))
            .figure("standing in the ledger", facts.count(standing))
            .figure("standing orders", facts.count(orders));
    draft.expectSame(facts, orders, standing);
    if (!inventory.fenceUp()) {
      return checkBeforeRebuild(facts, draft);
    }
    draft.expectEqual(facts.saleId(), "stock in Redis", inventory.stock(), facts.terms().stock());
    draft.expectEqual(
        facts.saleId(),
        "remaining + reserved in Redis",
        inventory.remaining() + reserved,
        facts.terms().stock());
    draft.expectSame(facts, redis, standing);
    return draft.done();
  }

  /** What will remain is the stock less what stands in the ledger: only that can be checked. */
  private static Finding checkBeforeRebuild(SaleFacts facts, Finding.Draft draft) {
    long standing = facts.unitsIn(facts.standingInLedger());
    draft.figure("to be rebuilt in Redis", 1);
    if (standing > facts.terms().stock()) {
      draft.offence(
          facts.saleId(),
          "units standing in the ledger: %d (expected: <= %d)"
              .formatted(standing, facts.terms().stock()));
    }
    return draft.done();
  }
}
