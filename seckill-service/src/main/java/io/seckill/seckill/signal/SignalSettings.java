package io.seckill.seckill.signal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the gateways hear from this instance.
 *
 * @param queueMillis between two signals about the queue, 50 to 10,000 milliseconds
 * @param soldOutMillis between two repetitions that a sale is sold out, 100 to 60,000 milliseconds;
 *     well below the gateways' {@code seckill.signals.sold-out-lease-millis}
 */
@Validated
@ConfigurationProperties("seckill.signals")
record SignalSettings(
    @DefaultValue("200") @Min(50) @Max(10_000) int queueMillis,
    @DefaultValue("1000") @Min(100) @Max(60_000) int soldOutMillis) {}
