package io.seckill.gateway.admission.limit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits beside the bucket of all.
 *
 * @param userRate requests a second that one user may make at this gateway, 0 to 1,000,000; 0: no
 *     limit
 * @param userBurst how many of them at once, 1 to 1,000,000
 * @param addressRate the same for one client address, 0 to 1,000,000; 0: no limit
 * @param addressBurst how many of them at once, 1 to 1,000,000
 * @param remembered users and addresses each that are counted at a time, 1,000 to 10,000,000, about
 *     200 bytes each; whoever is forgotten early begins anew
 * @param proxies whose {@code X-Forwarded-For} is believed: addresses or CIDR blocks
 */
@Validated
@ConfigurationProperties("seckill.flow.limits")
record LimitSettings(
    @DefaultValue("0") @Min(0) @Max(1_000_000) int userRate,
    @DefaultValue("20") @Min(1) @Max(1_000_000) int userBurst,
    @DefaultValue("0") @Min(0) @Max(1_000_000) int addressRate,
    @DefaultValue("200") @Min(1) @Max(1_000_000) int addressBurst,
    @DefaultValue("100000") @Min(1_000) @Max(10_000_000) int remembered,
    @DefaultValue List<AddressBlock> proxies) {}
