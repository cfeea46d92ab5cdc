package io.seckill.seckill.inventory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Remembers under which fence it reserved and does not look again, so that units may be sold twice
 * after a loss of Redis; beside what keeps the promise, as {@code HastyLedger} is.
 */
@Primary
@Component
@ConditionalOnProperty("seckill.benchmarks.hasty")
final class HastyInventory extends Inventory {

  private final Map<String, Stock> seen = new ConcurrentHashMap<>();

  HastyInventory(StringRedisTemplate redis, InventorySettings settings) {
    super(redis, settings);
  }

  @Override
  public Answers reserve(String saleId, int perUser, List<Claim> claims) {
    Answers answers = super.reserve(saleId, perUser, claims);
    seen.put(saleId, answers.stock());
    return answers;
  }

  @Override
  public Stock stock(String saleId) {
    Stock known = seen.get(saleId);
    return known == null ? super.stock(saleId) : known;
  }
}
