package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts a user's requests in the current second. Requests are keyed by user, so all of one user's
 * meet in one partition and here in one thread; what is kept is one second of one instance's share.
 */
final class RequestRate implements RiskRule {

  private final int max;
  private final Map<String, Integer> counts = new HashMap<>();
  private long second;

  RequestRate(int max) {
    this.max = max;
  }

  @Override
  public synchronized @Nullable Result refuse(Request request, Sale sale, long nowMillis) {
    long now = Math.floorDiv(nowMillis, 1000L);
    if (now != second) {
      counts.clear();
      second = now;
    }
    int made = counts.merge(request.userId(), 1, Integer::sum);
    return made > max
        ? new Result.RiskRejected("More than " + max + " requests in one second from this user.")
        : null;
  }
}
