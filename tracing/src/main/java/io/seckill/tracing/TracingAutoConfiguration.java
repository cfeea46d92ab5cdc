package io.seckill.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;

/** Gives a service that depends on this module its traces; Boot makes all that stands behind. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@PropertySource("classpath:io/seckill/tracing/defaults.properties")
class TracingAutoConfiguration {

  @Bean
  Sampler drawnSampler() {
    return new DrawnSampler();
  }

  @Bean
  Traces traces(
      ObjectProvider<OpenTelemetry> telemetry,
      @Value("${management.tracing.sampling.probability}") double probability) {
    return new Traces(telemetry.getIfAvailable(OpenTelemetry::noop), probability);
  }
}
