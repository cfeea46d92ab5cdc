package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sale sells from its start, inclusive, to its end, exclusive. */
record SaleWindow() implements RiskRule {

  @Override
  public @Nullable Result refuse(Request request, Sale sale, long nowMillis) {
    if (nowMillis < sale.startsMillis()) {
      return new Result.NotStarted(
          "The sale starts at " + Instant.ofEpochMilli(sale.startsMillis()) + ".");
    }
    if (nowMillis >= sale.endsMillis()) {
      return new Result.Ended("The sale ended at " + Instant.ofEpochMilli(sale.endsMillis()) + ".");
    }
    return null;
  }
}
