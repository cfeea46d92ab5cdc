package io.seckill.seckill.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lanes of the queue: its first partitions are the vip lane, the others the ordinary one.
 *
 * @param vipPartitions partitions of the vip lane, 0 (no such lane) to 1,000; the gateways' setting
 *     of this name must be the same
 * @param vipInARow batches of the vip lane after which a batch of the ordinary lane has its turn, 1
 *     to 1,000: the ordinary lane never gets less than one batch of this many and one
 */
@Validated
@ConfigurationProperties("seckill.lanes")
public record LaneSettings(
    @DefaultValue("2") @Min(0) @Max(1_000) int vipPartitions,
    @DefaultValue("4") @Min(1) @Max(1_000) int vipInARow) {

  /** Whether a partition of the queue belongs to the vip lane. */
  public boolean vip(int partition) {
    return partition < vipPartitions;
  }
}
