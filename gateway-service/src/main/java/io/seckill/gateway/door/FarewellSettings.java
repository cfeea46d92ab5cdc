package io.seckill.gateway.door;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a gateway ends.
 *
 * @param farewellMillis how long it takes new requests after it was asked to stop, 0 to 5,000
 *     milliseconds; each answer then ends its connection
 */
@Validated
@ConfigurationProperties("seckill.door")
record FarewellSettings(@DefaultValue("500") @Min(0) @Max(5_000) int farewellMillis) {}
