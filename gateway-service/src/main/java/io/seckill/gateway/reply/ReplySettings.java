package io.seckill.gateway.reply;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How results find their way back.
 *
 * @param host the host name or address that other machines reach this gateway by, never empty
 */
@Validated
@ConfigurationProperties("seckill.reply")
record ReplySettings(@DefaultValue("127.0.0.1") @NotBlank String host) {}
