package io.seckill.order.lapse;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often it is looked for orders that nobody paid in time.
 *
 * @param batchMax orders decided, and cancellations sent, at once at most, 1 to 10,000
 * @param pollMillis pause before the next look where there is no more to do, 10 to 60,000 ms
 * @param retryFirstMillis pause after the first failure, 10 to 60,000 ms; doubles from one to the
 *     next, give or take a half at random
 * @param retryMaxMillis longest pause between tries, 10 to 60,000 ms
 */
@Validated
@ConfigurationProperties("seckill.order.lapse")
record LapseSettings(
    @DefaultValue("500") @Min(1) @Max(10_000) int batchMax,
    @DefaultValue("500") @Min(10) @Max(60_000) int pollMillis,
    @DefaultValue("200") @Min(10) @Max(60_000) int retryFirstMillis,
    @DefaultValue("5000") @Min(10) @Max(60_000) int retryMaxMillis) {}
