package io.seckill.seckill.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the ledger is waited for.
 *
 * @param ackTimeoutMillis one try of a batch of entries; milliseconds, 100 to 60,000
 * @param tries tries before the whole batch of requests is taken from the queue again, 1 to 100
 * @param readTimeoutMillis reading what a sale needs for a rebuild; milliseconds, 1,000 to 600,000
 */
@Validated
@ConfigurationProperties("seckill.ledger")
record LedgerSettings(
    @DefaultValue("5000") @Min(100) @Max(60_000) int ackTimeoutMillis,
    @DefaultValue("6") @Min(1) @Max(100) int tries,
    @DefaultValue("60000") @Min(1_000) @Max(600_000) int readTimeoutMillis) {}
