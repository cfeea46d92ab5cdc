package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Risk control: the first rule that refuses decides. */
@Component
public class RiskRules {

  private final List<RiskRule> rules;
  private final Clock clock;

  RiskRules(RiskSettings settings, Clock clock) {
    this.clock = clock;
    this.rules =
        List.of(
            new BlockedUsers(settings.blockedUsers()),
            new RequestRate(settings.requestsPerUserAndSecond()),
            new QuantityBound(settings.quantityMax()),
            new SaleWindow(),
            new SlowCheck(settings.checkMillis()));
  }

  /** The refusal, or null where the request may go on. */
  public @Nullable Result refuse(Request request, Sale sale) {
    long nowMillis = clock.millis();
    for (RiskRule rule : rules) {
      Result refusal = rule.refuse(request, sale, nowMillis);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
