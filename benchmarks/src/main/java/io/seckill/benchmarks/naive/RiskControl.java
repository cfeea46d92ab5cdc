package io.seckill.benchmarks.naive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The same rules as seckill-service has by default: requests a second and units of one user. */
@Component
class RiskControl {

  private static final int REQUESTS_PER_SECOND_MAX = 10;
  private static final int QUANTITY_MAX = 1000;

  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private volatile long second;

  boolean refuses(String userId, int quantity) {
    long now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      requests.clear();
    }
    return quantity < 1
        || quantity > QUANTITY_MAX
        || requests.merge(userId, 1, Integer::sum) > REQUESTS_PER_SECOND_MAX;
  }
}
