package io.seckill.orders.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topic {@code orders} is read.
 *
 * @param replication copies of each record, 1 to 9, for topics that this service finds missing and
 *     creates
 * @param retryFirst time from a batch's first failure to its next try, 10 ms to 10 s; it doubles
 *     with each failure
 * @param retryMax the longest such time, 100 ms to 5 min
 */
@Validated
@ConfigurationProperties("seckill.feed")
record FeedSettings(
    @DefaultValue("1") @Min(1) @Max(9) short replication,
    @DefaultValue("200ms") @DurationMin(millis = 10) @DurationMax(seconds = 10) Duration retryFirst,
    @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration retryMax) {}
