package io.seckill.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway's page shows: who is answered what, how fast, and who still waits. */
@Configuration(proxyBeanMethods = false)
class GatewayDashboard {

  @Bean
  Dashboard dashboard(MeterRegistry meters) {
    return Dashboard.of(
            "gateway-service",
            "Takes the crowd over HTTP, lets in as many as there are tokens, and answers each.")
        .figure("Waiting for a decision", "requests", gauge(meters, "seckill.gateway.waiting"))
        .figure("Tokens left", "tokens", gauge(meters, "seckill.gateway.tokens"))
        .figure(
            "Makes all gateways' tokens",
            "1 = leads, 0 = stands by",
            gauge(meters, "seckill.gateway.tokens.generator"))
        .figure("Sold-out sales", "sales", gauge(meters, "seckill.gateway.sold.out.sales"))
        .figure("Expected wait", "s", gauge(meters, "seckill.gateway.queue.wait"))
        .figure("Remembered", "requests", gauge(meters, "seckill.gateway.remembered"))
        .plot(
            "Answers a second",
            "answers/s",
            answers(meters, "success"),
            answers(meters, "sold-out"),
            answers(meters, "known-sold-out"),
            answers(meters, "limit-exceeded"),
            answers(meters, "rate-limited"),
            answers(meters, "backlogged"),
            answers(meters, "timeout"),
            answers(meters, "unavailable"))
        .plot(
            "Time to the decision",
            "ms",
            Series.value("p50", percentile(meters, 0)),
            Series.value("p99", percentile(meters, 1)))
        .plot(
            "On the way",
            "requests",
            Series.value("waiting", gauge(meters, "seckill.gateway.waiting")),
            Series.value("to publish", gauge(meters, "seckill.gateway.publish.queue")),
            Series.value("unacknowledged", gauge(meters, "seckill.gateway.publish.unacknowledged")))
        .build();
  }

  private static DoubleSupplier gauge(MeterRegistry meters, String name) {
    return () -> meters.get(name).gauge().value();
  }

  private static Series answers(MeterRegistry meters, String outcome) {
    return Series.rate(
        outcome,
        () -> meters.get("seckill.gateway.requests").tag("outcome", outcome).counter().count());
  }

  private static DoubleSupplier percentile(MeterRegistry meters, int index) {
    return () -> {
      ValueAtPercentile[] values =
          meters.get("seckill.gateway.decision").timer().takeSnapshot().percentileValues();
      return values[index].value(TimeUnit.MILLISECONDS);
    };
  }
}
