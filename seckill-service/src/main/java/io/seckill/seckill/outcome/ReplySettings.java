package io.seckill.seckill.outcome;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How results are told to gateways.
 *
 * @param timeoutMillis one try of one call; milliseconds, 50 to 10,000
 * @param tries tries before a gateway counts as gone and its reservations are kept, 1 to 10
 * @param goneMillis how long a gateway that is gone is not called; milliseconds, 0 to 60,000
 */
@Validated
@ConfigurationProperties("seckill.replies")
record ReplySettings(
    @DefaultValue("500") @Min(50) @Max(10_000) int timeoutMillis,
    @DefaultValue("3") @Min(1) @Max(10) int tries,
    @DefaultValue("3000") @Min(0) @Max(60_000) int goneMillis) {}
