package io.seckill.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.testing.spans.CollectedSpans;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

/** A sampled request's last step: the message, kept and then sent. */
class NotificationTracesIT extends RunningNotifications {

  @Autowired KafkaTemplate<byte[], byte[]> kafka;

  private final String trace = CollectedSpans.newTrace();

  @Test
  void goesOnToTheProvider() {
    String order = "traced-" + UUID.randomUUID() + ".a";
    OrderEvent event =
        OrderEvent.newBuilder()
            .setEventId(order + ":created")
            .setOrderId(order)
            .setSaleId("traced")
            .setUserId("u1")
            .setItem("Phone")
            .setQuantity(1)
            .setCurrency("CNY")
            .setOccurredEpochMillis(1_780_000_000_000L)
            .setCreated(OrderCreated.getDefaultInstance())
            .build();
    var record = new ProducerRecord<>(Topics.ORDERS, order.getBytes(UTF_8), event.toByteArray());
    record.headers().add("traceparent", CollectedSpans.traceparent(trace).getBytes(UTF_8));
    kafka.send(record).join();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> CollectedSpans.byName(trace).containsKey("send SMS"));
    Map<String, SpanData> spans = CollectedSpans.byName(trace);
    assertThat(spans).containsOnlyKeys("process orders", "send SMS");
    SpanData processed = spans.get("process orders");
    assertThat(processed.getParentSpanId()).isEqualTo(CollectedSpans.CALLER);
    assertThat(spans.get("send SMS").getParentSpanId()).isEqualTo(processed.getSpanId());
    assertThat(spans.get("send SMS").getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(PROVIDER.keysFor(order)).containsExactly(order + ":created");
  }
}
