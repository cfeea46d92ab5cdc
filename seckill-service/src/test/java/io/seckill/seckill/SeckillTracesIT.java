package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** A sampled request through seckill-service: out of the queue, into the ledger, back by gRPC. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.grpc.server.port=0")
@Import({TestServers.class, CollectedSpans.class})
class SeckillTracesIT {

  private static final String BATCH = "process batch seckill.requests";

  @Autowired private ApplicationContext service;
  @Autowired private KafkaTemplate<byte[], byte[]> kafka;

  private final String trace = CollectedSpans.newTrace();
  private TestSale sale;
  private FakeGateway gateway;

  @BeforeEach
  void open() throws IOException {
    sale = new TestSale(service, 10);
    gateway = sale.gateway();
  }

  @AfterEach
  void close() {
    sale.close();
  }

  @Test
  void goesOnInTheLedgerAndLinksToTheBatchThatRepliesToAll() {
    send("sampled", CollectedSpans.traceparent(trace));
    send("other", null);

    await()
        .until(
            () ->
                CollectedSpans.byName(trace).containsKey("process seckill.requests")
                    && !gateway.resultsOf(sale.requestOf("other")).isEmpty());
    Map<String, SpanData> spans = CollectedSpans.byName(trace);
    SpanData processed = spans.get("process seckill.requests");
    SpanData sent = spans.get("send seckill.reservations");
    assertThat(spans)
        .containsOnlyKeys(
            "process seckill.requests", "reserve", "send seckill.reservations", "reply");
    assertThat(processed.getParentSpanId()).isEqualTo(CollectedSpans.CALLER);
    assertThat(processed.getAttributes().asMap().toString())
        .contains(sale.requestOf("sampled"), "SUCCESS");
    assertThat(sent.getParentSpanId()).isEqualTo(processed.getSpanId());
    assertThat(tracesInLedger())
        .isEqualTo(
            Map.of(
                sale.requestOf("sampled"),
                "00-" + trace + "-" + sent.getSpanId() + "-01",
                sale.requestOf("other"),
                ""));

    await().until(() -> !CollectedSpans.linkedTo(trace).isEmpty());
    SpanData batch = CollectedSpans.linkedTo(trace).get(0);
    assertThat(batch.getName()).isEqualTo(BATCH);
    assertThat(processed.getLinks().get(0).getSpanContext()).isEqualTo(batch.getSpanContext());
    assertThat(CollectedSpans.byName(batch.getTraceId()))
        .containsOnlyKeys(BATCH, "seckill.v1.Results/Deliver");
  }

  @Test
  void nothingObservesARequestThatIsNotSampled() {
    send("unseen", null);

    await().until(() -> !gateway.resultsOf(sale.requestOf("unseen")).isEmpty());
    // No command to Redis, no message, no call by gRPC; work by the clock goes on beside it.
    assertThat(Observed.NAMES).isSubsetOf("http.server.requests", "tasks.scheduled.execution");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Observed {

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    @Bean
    ObservationHandler<Observation.Context> observed() {
      return new ObservationHandler<>() {
        @Override
        public void onStart(Observation.Context context) {
          NAMES.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
          return true;
        }
      };
    }
  }

  private void send(String user, String traceparent) {
    SeckillRequest request = sale.request(sale.requestOf(user), user, Duration.ofSeconds(60));
    var record = new ProducerRecord<>(Topics.REQUESTS, user.getBytes(UTF_8), request.toByteArray());
    if (traceparent != null) {
      record.headers().add("traceparent", traceparent.getBytes(UTF_8));
    }
    kafka.send(record).join();
  }

  private Map<String, String> tracesInLedger() {
    Map<String, String> traces = new HashMap<>();
    Set<String> requests =
        sale.ledger().stream().map(LedgerEntry::getRequestId).collect(Collectors.toSet());
    for (ConsumerRecord<byte[], byte[]> record : sale.records(Topics.RESERVATIONS)) {
      String requestId = new String(record.key(), UTF_8);
      if (requests.contains(requestId)) {
        Header traceparent = record.headers().lastHeader("traceparent");
        traces.put(requestId, traceparent == null ? "" : new String(traceparent.value(), UTF_8));
      }
    }
    return traces;
  }
}
