package io.seckill.gateway.rehearsal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What somebody at the page may have this gateway do to itself.
 *
 * @param allowed whether sales can be held from the page at all; {@code false} in production
 * @param shoppersMax shoppers of one sale, 1 to 1,000,000
 * @param rateMax requests a second, 1 to 20,000
 * @param stockMax units on sale, 1 to 1,000,000
 * @param secondsMax how long shoppers may come, 1 to 3,600 seconds
 * @param waitingMax shoppers that may wait for their answer at once, 1 to 10,000; each is a
 *     connection, and the next comes when one is free
 */
@Validated
@ConfigurationProperties("seckill.rehearsal")
record RehearsalSettings(
    @DefaultValue("true") boolean allowed,
    @DefaultValue("20000") @Min(1) @Max(1_000_000) int shoppersMax,
    @DefaultValue("1000") @Min(1) @Max(20_000) int rateMax,
    @DefaultValue("100000") @Min(1) @Max(1_000_000) int stockMax,
    @DefaultValue("120") @Min(1) @Max(3_600) int secondsMax,
    @DefaultValue("500") @Min(1) @Max(10_000) int waitingMax) {}
