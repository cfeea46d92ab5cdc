package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users who may not buy at all. */
record BlockedUsers(Set<String> users) implements RiskRule {

  @Override
  public @Nullable Result refuse(Request request, Sale sale, long nowMillis) {
    return users.contains(request.userId())
        ? new Result.RiskRejected("This user may not take part in sales.")
        : null;
  }
}
