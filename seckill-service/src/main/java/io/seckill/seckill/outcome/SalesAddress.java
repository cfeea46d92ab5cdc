package io.seckill.seckill.outcome;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where this instance serves {@code Sales}; every reply carries it, so gateways learn of instances
 * that were added.
 *
 * @param hostAndPort {@code host:port} as gateways reach it
 */
@Validated
@ConfigurationProperties("seckill.sales-address")
record SalesAddress(@NotBlank String hostAndPort) {}
