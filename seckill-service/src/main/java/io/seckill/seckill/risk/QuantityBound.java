package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import org.jspecify.annotations.Nullable;

/** Nobody clears the shelf with one request. */
record QuantityBound(int max) implements RiskRule {

  @Override
  public @Nullable Result refuse(Request request, Sale sale, long nowMillis) {
    return request.quantity() > max
        ? new Result.RiskRejected(
            "quantity: " + request.quantity() + " (expected: 1 to " + max + ")")
        : null;
  }
}
