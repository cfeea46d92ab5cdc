package io.seckill.gateway.signal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is made of the hints.
 *
 * @param soldOut whether a sale that is said to be sold out is answered here, without the queue
 * @param soldOutLeaseMillis how long that is believed without being repeated, 1,000 to 60,000
 *     milliseconds; the seckill services repeat it every second
 * @param backlog whether a request that would wait past its deadline is refused at once
 * @param queueLeaseMillis how long a seckill service that is silent counts as one that drains the
 *     queue, 500 to 60,000 milliseconds
 */
@Validated
@ConfigurationProperties("seckill.signals")
record SignalSettings(
    @DefaultValue("true") boolean soldOut,
    @DefaultValue("5000") @Min(1_000) @Max(60_000) int soldOutLeaseMillis,
    @DefaultValue("true") boolean backlog,
    @DefaultValue("2000") @Min(500) @Max(60_000) int queueLeaseMillis) {}
