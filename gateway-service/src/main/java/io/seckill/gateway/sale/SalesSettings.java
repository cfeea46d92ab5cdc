package io.seckill.gateway.sale;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where sales are served.
 *
 * @param addresses {@code host:port} of seckill-services, at least one; further ones are learned
 *     from the results they send
 * @param callMillis how long one call may take, 50 to 10,000 milliseconds
 * @param createMillis how long creating a sale may take: it writes to Kafka and reads the ledger;
 *     50 to 60,000 milliseconds
 * @param knownMax sales remembered as existing or not, 100 to 1,000,000
 */
@Validated
@ConfigurationProperties("seckill.sales")
record SalesSettings(
    @DefaultValue("127.0.0.1:9091") @NotEmpty List<String> addresses,
    @DefaultValue("1000") @Min(50) @Max(10_000) int callMillis,
    @DefaultValue("5000") @Min(50) @Max(60_000) int createMillis,
    @DefaultValue("10000") @Min(100) @Max(1_000_000) int knownMax) {}
