package io.seckill.order.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events leave the outbox.
 *
 * @param batchMax events published and deleted at once at most, 1 to 10,000
 * @param pollMillis pause before an idle relay looks again unasked, 10 to 60,000 ms; it is woken by
 *     every commit of its own instance, so this is for the rows that another one left behind
 * @param turnMillis pause while another instance relays, 1 to 1,000 ms
 * @param retryFirstMillis pause after the first failure, 10 to 60,000 ms; doubles from one to the
 *     next, give or take a half at random
 * @param retryMaxMillis longest pause between tries, 10 to 60,000 ms
 */
@Validated
@ConfigurationProperties("seckill.order.outbox")
record OutboxSettings(
    @DefaultValue("1000") @Min(1) @Max(10_000) int batchMax,
    @DefaultValue("500") @Min(10) @Max(60_000) int pollMillis,
    @DefaultValue("20") @Min(1) @Max(1_000) int turnMillis,
    @DefaultValue("200") @Min(10) @Max(60_000) int retryFirstMillis,
    @DefaultValue("5000") @Min(10) @Max(60_000) int retryMaxMillis) {}
