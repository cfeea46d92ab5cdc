package io.seckill.seckill.risk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What risk control refuses.
 *
 * @param blockedUsers users who may not buy; none by default
 * @param requestsPerUserAndSecond requests one user may make in a second, 1 to 1,000,000
 * @param quantityMax units one request may ask for, 1 to 1000
 * @param checkMillis how long each request is held up, as by a scoring service that is asked about
 *     it, milliseconds, 0 (not at all) to 1000; for rehearsals and benchmarks
 */
@Validated
@ConfigurationProperties("seckill.risk")
record RiskSettings(
    @DefaultValue Set<String> blockedUsers,
    @DefaultValue("10") @Min(1) @Max(1_000_000) int requestsPerUserAndSecond,
    @DefaultValue("1000") @Min(1) @Max(1000) int quantityMax,
    @DefaultValue("0") @Min(0) @Max(1000) int checkMillis) {}
