package io.seckill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingAutoConfigurationTests {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  TracingAutoConfiguration.class,
                  OpenTelemetrySdkAutoConfiguration.class,
                  MicrometerTracingAutoConfiguration.class,
                  OpenTelemetryTracingAutoConfiguration.class,
                  OtlpTracingAutoConfiguration.class));

  @Test
  void samplesLittleAndSendsNothingUnlessItIsToldWhere() {
    service.run(
        context -> {
          assertThat(context).hasSingleBean(Traces.class).doesNotHaveBean(SpanExporter.class);
          assertThat(context).getBean(Sampler.class).isInstanceOf(DrawnSampler.class);
          assertThat(
                  context.getEnvironment().getProperty("management.tracing.sampling.probability"))
              .isEqualTo("0.001");
        });
  }

  @Test
  void sendsWhereItIsTold() {
    service
        .withPropertyValues(
            "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces")
        .run(context -> assertThat(context).hasSingleBean(SpanExporter.class));
  }

  @Test
  void asManyRequestsAreDrawnAsTheServiceIsTold() {
    service
        .withPropertyValues("SECKILL_TRACES_SAMPLED=1")
        .run(
            context ->
                assertThat(context.getBean(Traces.class).ask(null, "POST", "/api")).isNotNull());
  }
}
