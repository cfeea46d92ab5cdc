package io.seckill.seckill.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests are taken from the queue.
 *
 * @param batchMax requests in one batch, 1 to 1000: the bound of the scripts' argument lists
 * @param answerMarginMillis a request with less time left than this is dropped, since its answer
 *     would come too late; milliseconds, 0 to 10,000
 */
@Validated
@ConfigurationProperties("seckill.intake")
public record IntakeSettings(
    @DefaultValue("1000") @Min(1) @Max(1000) int batchMax,
    @DefaultValue("20") @Min(0) @Max(10_000) int answerMarginMillis) {}
