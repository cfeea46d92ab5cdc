package io.seckill.stack.audit;

import java.util.List;

/** One guarantee, decided from a sale's facts. */
interface Check {

  /** Every check, in the order of the guarantees. */
  List<Check> IN_ORDER =
      List.of(
          new NoOversell(),
          new NoStockLost(),
          new OneOrderForEachReservation(),
          new NoOrderForACancelled(),
          new AtMostPerUser(),
          new ExactCounts());

  Finding check(SaleFacts facts);
}
