package io.seckill.gateway.admission;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.gateway.admission.bucket.LocalTokens;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.admission.bucket.UnlimitedTokens;
import io.seckill.gateway.admission.lease.LeasedTokens;
import io.seckill.gateway.admission.queue.QueueClients;
import io.seckill.gateway.admission.queue.QueuedTokens;
import io.seckill.gateway.admission.queue.TokenQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Makes a source of tokens by its plan. */
final class TokenSources {

  /** Where the rate comes from as long as a source lives. */
  interface Rates {

    /** Of a bucket that all gateways share. */
    long ofAll();

    /** Of a bucket in this gateway alone. */
    long ofThisGateway();
  }

  private final TokenSettings.Fallback withoutSharedBucket;
  private final Supplier<ReactiveStringRedisTemplate> redis;
  private final Supplier<QueueClients> kafka;
  private final TokenQueue queue;
  private final MeterRegistry meters;

  TokenSources(
      TokenSettings.Fallback withoutSharedBucket,
      Supplier<ReactiveStringRedisTemplate> redis,
      Supplier<QueueClients> kafka,
      TokenQueue queue,
      MeterRegistry meters) {
    this.withoutSharedBucket = withoutSharedBucket;
    this.redis = redis;
    this.kafka = kafka;
    this.queue = queue;
    this.meters = meters;
  }

  /** Not started yet, where it is something to start. */
  TokenSource make(TokenPlan plan, Rates rates) {
    return switch (plan.source()) {
      case LOCAL -> local(plan, rates::ofThisGateway);
      case REDIS ->
          new LeasedTokens(
              redis.get(),
              "seckill:tokens",
              rates::ofAll,
              plan.capacity(),
              withoutSharedBucket(plan, rates));
      case QUEUE -> queued(plan, rates);
      case OFF -> new UnlimitedTokens();
    };
  }

  private TokenSource queued(TokenPlan plan, Rates rates) {
    QueuedTokens tokens =
        new QueuedTokens(
            kafka.get(), queue, rates::ofAll, plan.capacity(), withoutSharedBucket(plan, rates));
    tokens.measure(meters);
    return tokens;
  }

  private @Nullable TokenSource withoutSharedBucket(TokenPlan plan, Rates rates) {
    return switch (withoutSharedBucket) {
      case LOCAL -> local(plan, rates::ofThisGateway);
      case DENY -> null;
    };
  }

  private static TokenSource local(TokenPlan plan, LongSupplier rate) {
    return new LocalTokens(rate, plan.capacity(), TimeMeter.SYSTEM_NANOTIME);
  }
}
