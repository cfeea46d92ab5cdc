package io.seckill.order.placement;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an order is made with.
 *
 * @param payWithin how long an order waits for its payment before it is cancelled, 1 s to 7 days;
 *     it counts for orders made from then on, those there keep the time they were made with
 */
@Validated
@ConfigurationProperties("seckill.order.placement")
record PlacementSettings(
    @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 7) Duration payWithin) {}
