package io.seckill.stack.audit;

/** Guarantee 1: units in orders that stand are at most the stock. */
final class NoOversell implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    long stock = facts.terms().stock();
    long sold = facts.unitsIn(facts.standingOrders());
    var draft =
        new Finding.Draft(facts.saleId(), 1, "no oversell")
            .figure("units sold", sold)
            .figure("stock", stock);
    if (sold > stock) {
      draft.offence(
          facts.saleId(), "units in standing orders: %d (expected: <= %d)".formatted(sold, stock));
    }
    return draft.done();
  }
}
