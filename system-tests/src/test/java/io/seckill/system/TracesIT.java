package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.system.Collector.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One sampled request is one trace, from HTTP to the SMS, as a collector gets it. */
class TracesIT {

  private static final String CALLER = "00f067aa0ba902b7";

  private final Collector collector = RunningSystem.collector();
  private final Api gateway = RunningSystem.standard().gateway();

  @Test
  void goesThroughAllServicesAndLinksToTheBatches() {
    String trace = buy("01");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> names(trace).containsAll(List.of("send SMS", "process orders")));
    await().until(() -> services(trace).size() == 5 && collector.linkedTo(trace).size() >= 4);
    List<Told> spans = collector.of(trace);
    Map<String, Told> byId =
        spans.stream().collect(Collectors.toMap(Told::id, Function.identity()));

    Told sms =
        spans.stream().filter(span -> span.name().equals("send SMS")).findAny().orElseThrow();
    assertThat(wayTo(sms, byId))
        .containsExactly(
            "gateway-service: POST /api/sales/{saleId}/requests",
            "gateway-service: send seckill.requests",
            "seckill-service: process seckill.requests",
            "seckill-service: send seckill.reservations",
            "order-service: process seckill.reservations",
            "order-service: send orders",
            "notification-service: process orders",
            "notification-service: send SMS");
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(byId.containsKey(span.parent()) || span.parent().equals(CALLER))
                    .as(span.toString())
                    .isTrue());
    assertThat(collector.linkedTo(trace))
        .extracting(span -> span.service() + ": " + span.name())
        .containsExactlyInAnyOrder(
            "seckill-service: process batch seckill.requests",
            "order-service: process batch seckill.reservations",
            "notification-service: process batch orders",
            "stats-service: process batch orders");
  }

  @Test
  void isNotThereForARequestThatItsCallerDoesNotSample() {
    String none = buy("00");
    String sampled = buy("01");

    // What was asked later has arrived, so the other would have.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> services(sampled).size() == 5 && names(sampled).contains("send SMS"));
    assertThat(collector.of(none)).isEmpty();
    assertThat(collector.linkedTo(none)).isEmpty();
  }

  /** The trace that the caller has chosen. */
  private String buy(String flags) {
    String sale = Unique.sale();
    gateway.hasSale(sale, 10, 3);
    String trace = UUID.randomUUID().toString().replace("-", "");
    gateway
        .buy(sale, Unique.user(), 1)
        .header("traceparent", "00-" + trace + "-" + CALLER + "-" + flags)
        .send()
        .has(200);
    return trace;
  }

  private List<String> names(String trace) {
    return collector.of(trace).stream().map(Told::name).toList();
  }

  private List<String> services(String trace) {
    return collector.of(trace).stream().map(Told::service).distinct().toList();
  }

  private static List<String> wayTo(Told last, Map<String, Told> byId) {
    List<String> way = new ArrayList<>();
    for (Told span = last; span != null; span = byId.get(span.parent())) {
      way.add(span.service() + ": " + span.name());
    }
    Collections.reverse(way);
    return way;
  }
}
