package io.seckill.seckill.inventory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the inventory remembers.
 *
 * @param graceMillis a request is refused this long after its deadline, by Redis's own clock, even
 *     where a paused instance still works on it; milliseconds, 1,000 to 600,000
 * @param markMillis how long the mark of a cancelled request that held nothing is kept;
 *     milliseconds, more than the grace, to 86,400,000
 */
@Validated
@ConfigurationProperties("seckill.inventory")
record InventorySettings(
    @DefaultValue("60000") @Min(1_000) @Max(600_000) long graceMillis,
    @DefaultValue("900000") @Min(1_000) @Max(86_400_000) long markMillis) {

  InventorySettings {
    if (markMillis <= graceMillis) {
      throw new IllegalArgumentException(
          "seckill.inventory.mark-millis: %d (expected: more than grace-millis, %d)"
              .formatted(markMillis, graceMillis));
    }
  }
}
