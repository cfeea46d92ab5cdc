package io.seckill.gateway.admission;

import io.seckill.gateway.admission.rate.TokenRate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The token bucket.
 *
 * @param source where tokens come from: {@code local} (a bucket in each gateway), {@code redis}
 *     (one bucket shared by all gateways), {@code queue} (one that is a message queue in Kafka,
 *     filled by a generator) or {@code off} (no limit)
 * @param rate tokens a second, 1 to 10,000,000, or {@code auto}: as many as the seckill services
 *     can carry
 * @param capacity tokens the bucket holds, which is the largest burst, 1 to 10,000,000
 * @param whenSharedBucketIsDown what {@code redis} does without Redis and {@code queue} without
 *     Kafka: {@code deny} everything, or go on with a {@code local} bucket of the same rate in each
 *     gateway
 * @param autoWaitMillis how long a request should wait in the queue under full load with the rate
 *     {@code auto}, 20 to 5,000 milliseconds; well below the deadline
 */
@Validated
@ConfigurationProperties("seckill.flow.tokens")
record TokenSettings(
    @DefaultValue("local") Source source,
    @DefaultValue("20000") TokenRate rate,
    @DefaultValue("20000") @Min(1) @Max(10_000_000) long capacity,
    @DefaultValue("local") Fallback whenSharedBucketIsDown,
    @DefaultValue("200") @Min(20) @Max(5_000) int autoWaitMillis) {

  enum Source {
    LOCAL,
    REDIS,
    QUEUE,
    OFF
  }

  enum Fallback {
    DENY,
    LOCAL
  }
}
