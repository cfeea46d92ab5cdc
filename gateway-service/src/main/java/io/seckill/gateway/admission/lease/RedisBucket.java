package io.seckill.gateway.admission.lease;

import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * The bucket that all gateways share, in Redis; it reads Redis's clock, so gateways need not agree.
 */
final class RedisBucket {

  private static final RedisScript<Long> LEASE =
      RedisScript.of(new ClassPathResource("lease-tokens.lua", RedisBucket.class), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final List<String> keys;
  private final LongSupplier rate;
  private final String capacity;

  RedisBucket(ReactiveStringRedisTemplate redis, String key, LongSupplier rate, long capacity) {
    this.redis = redis;
    this.keys = List.of(key);
    this.rate = rate;
    this.capacity = Long.toString(capacity);
  }

  /** Takes up to so many tokens out; a negative number puts tokens back. */
  Mono<Long> lease(long tokens) {
    return redis
        .execute(
            LEASE, keys, List.of(Long.toString(rate.getAsLong()), capacity, Long.toString(tokens)))
        .next();
  }
}
