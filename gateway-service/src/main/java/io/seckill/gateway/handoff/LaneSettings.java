package io.seckill.gateway.handoff;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The lanes of the queue: its first partitions are the vip lane, the others the ordinary one.
 *
 * @param vipPartitions partitions of the vip lane, 0 (no such lane: everybody is ordinary) to
 *     1,000, fewer than the topic has; the seckill services' setting of this name must be the same
 */
@Validated
@ConfigurationProperties("seckill.lanes")
record LaneSettings(@DefaultValue("2") @Min(0) @Max(1_000) int vipPartitions) {}
