package io.seckill.order.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the intake waits for a database or Kafka that is away. It never gives up.
 *
 * @param retryFirstMillis pause before a batch is tried again, 10 to 60,000 ms; doubles from one to
 *     the next, give or take a half at random
 * @param retryMaxMillis longest pause between tries, 10 to 60,000 ms
 */
@Validated
@ConfigurationProperties("seckill.order.intake")
record IntakeSettings(
    @DefaultValue("200") @Min(10) @Max(60_000) int retryFirstMillis,
    @DefaultValue("5000") @Min(10) @Max(60_000) int retryMaxMillis) {}
