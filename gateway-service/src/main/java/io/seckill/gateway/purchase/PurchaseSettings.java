package io.seckill.gateway.purchase;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a shopper waits.
 *
 * @param deadlineMillis from admission to the deadline where the shopper names none, 100 to 10,000
 *     milliseconds
 */
@Validated
@ConfigurationProperties("seckill.purchase")
record PurchaseSettings(@DefaultValue("2000") @Min(100) @Max(10_000) int deadlineMillis) {}
