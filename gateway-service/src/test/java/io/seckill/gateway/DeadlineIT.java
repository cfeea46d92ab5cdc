package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.testing.servers.TestServers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class DeadlineIT extends GatewayUnderTest {

  @Test
  void theCancellationIsInTheLedgerBeforeAnybodyHearsOfTheTimeout() throws Exception {
    SECKILL.decision = request -> Optional.empty();
    try (KafkaConsumer<byte[], byte[]> ledger = ledger()) {
      List<CompletableFuture<HttpResponse<String>>> all =
          IntStream.range(0, 20).mapToObj(i -> begin(purchase())).toList();
      for (CompletableFuture<HttpResponse<String>> one : all) {
        HttpResponse<String> response = one.join();
        // What the broker has at this moment: had the answer come first, the entry might be
        // missing.
        isProblem(response, 504, "timeout");
        String id = json(response).get("requestId").stringValue();
        LedgerEntry entry = upToNow(ledger).get(id);
        assertThat(entry).as("the cancellation of %s", id).isNotNull();
        assertThat(entry.getCancelled().getReason()).isEqualTo(CancelReason.CANCEL_REASON_DEADLINE);
        assertThat(entry.getSaleId()).isEqualTo(sale);
        assertThat(entry.getUserId()).isEqualTo("user-1");
        assertThat(entry.getQuantity()).isOne();
        assertThat(state(id)).isEqualTo("TIMEOUT");
      }
    }
  }

  @Test
  void aRepeatWhoseOtherTryHoldsUnitsIsNotCancelled() throws Exception {
    SECKILL.decision =
        request -> {
          SECKILL.reservations.put(
              request.getRequestId(),
              GetReservationResponse.newBuilder()
                  .setState(GetReservationResponse.State.STATE_RESERVED)
                  .setDeadlineEpochMillis(System.currentTimeMillis())
                  .build());
          return Optional.empty();
        };
    HttpResponse<String> held = send(purchase().header("Idempotency-Key", "held-elsewhere"));
    isProblem(held, 503, "outcome-unknown");
    String id = json(held).get("requestId").stringValue();
    assertThat(state(id)).as("it is the inventory's to tell").isEqualTo("PENDING");

    SECKILL.decision = request -> Optional.empty();
    HttpResponse<String> alone = send(purchase().header("Idempotency-Key", "alone"));
    isProblem(alone, 504, "timeout");
    try (KafkaConsumer<byte[], byte[]> ledger = ledger()) {
      assertThat(upToNow(ledger))
          .doesNotContainKey(id)
          .containsKey(json(alone).get("requestId").stringValue());
    }
  }

  @Test
  void withoutKafkaNobodyHangsAndNobodyHearsAFailureThatIsNotDurable() {
    assertThat(send(purchase()).statusCode()).isEqualTo(200);
    SECKILL.decision = request -> Optional.empty();
    CompletableFuture<HttpResponse<String>> caught = begin(purchase().header("Prefer", "wait=3"));
    await()
        .until(
            () ->
                SECKILL.seen.stream()
                    .anyMatch(r -> r.getSaleId().equals(sale) && r.getBudgetMillis() == 3_000));
    TestServers.kafka().stop();
    String id;
    try {
      HttpResponse<String> unknown = caught.join();
      isProblem(unknown, 503, "outcome-unknown");
      id = json(unknown).get("requestId").stringValue();
      assertThat(unknown.headers().firstValue("Location")).contains("/api/requests/" + id);
      assertThat(state(id)).isEqualTo("PENDING");

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                HttpResponse<String> refused = send(purchase());
                isProblem(refused, 503, "unavailable");
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
              });
    } finally {
      TestServers.kafka().start();
    }
    SECKILL.decision = FakeSeckill::success;
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(send(purchase()).statusCode()).isEqualTo(200));
    String pending = id;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(send(to("/api/requests/" + pending)).body())
                    .containsAnyOf("TIMEOUT", "unknown-request"));
  }

  @Test
  void withoutSeckillServiceAKnownSaleWaitsToTheDeadlineAndAnUnknownOneIsUnavailable() {
    assertThat(send(purchase()).statusCode()).isEqualTo(200);
    SECKILL.decision = request -> Optional.empty();
    SECKILL.stopSales();
    try {
      isProblem(send(purchase()), 504, "timeout");
      sale = "never-heard-of";
      isProblem(send(purchase()), 503, "unavailable");
      HttpResponse<String> read = send(to("/api/sales/" + sale));
      isProblem(read, 503, "unavailable");
      assertThat(read.headers().firstValue("Retry-After")).contains("1");
      isProblem(send(to("/api/requests/x.AAAAAAAAAAAAAAAAAAAAAA")), 503, "unavailable");
    } finally {
      SECKILL.startSales();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> isProblem(send(to("/api/sales/never-heard-of")), 404, "unknown-sale"));
  }

  private String state(String id) {
    return json(send(to("/api/requests/" + id))).get("outcome").stringValue();
  }

  private static KafkaConsumer<byte[], byte[]> ledger() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(Topics.RESERVATIONS).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList());
    return consumer;
  }

  private static Map<String, LedgerEntry> upToNow(KafkaConsumer<byte[], byte[]> consumer)
      throws Exception {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    consumer.seekToBeginning(consumer.assignment());
    Map<String, LedgerEntry> entries = new HashMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        entries.put(
            new String(record.key(), StandardCharsets.UTF_8),
            LedgerEntry.parseFrom(record.value()));
      }
    }
    return entries;
  }
}
