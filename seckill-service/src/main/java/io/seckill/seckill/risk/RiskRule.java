package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import org.jspecify.annotations.Nullable;

/** One reason to refuse a request before it may touch stock. */
interface RiskRule {

  /** The refusal, or null where this rule has nothing against the request. */
  @Nullable Result refuse(Request request, Sale sale, long nowMillis);
}
