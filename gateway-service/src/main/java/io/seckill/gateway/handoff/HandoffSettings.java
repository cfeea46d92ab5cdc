package io.seckill.gateway.handoff;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests get to Kafka.
 *
 * @param queueMax requests that may wait for the publisher thread, 100 to 1,000,000; more get 503
 * @param lingerMillis how long a batch waits to grow, 0 to 100 milliseconds
 * @param stuckMillis time without any acknowledgement after which Kafka counts as stuck and new
 *     requests get 503, 100 to 60,000 milliseconds
 * @param replication replicas of the topics made here, 1 to 9
 */
@Validated
@ConfigurationProperties("seckill.handoff")
record HandoffSettings(
    @DefaultValue("20000") @Min(100) @Max(1_000_000) int queueMax,
    @DefaultValue("4") @Min(0) @Max(100) int lingerMillis,
    @DefaultValue("1000") @Min(100) @Max(60_000) int stuckMillis,
    @DefaultValue("1") @Min(1) @Max(9) short replication) {}
