package io.seckill.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.OrderCancelled;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.OrderPaid;
import io.seckill.testing.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** From the event of an order to the message at the provider. */
class NotificationServiceIT extends RunningNotifications {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Autowired KafkaTemplate<byte[], byte[]> kafka;
  @Autowired JdbcClient jdbc;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @Autowired MeterRegistry meters;

  private final String sale = "it-" + UUID.randomUUID();

  @Test
  void sendsOneMessageForEachEventOfAnOrder() throws Exception {
    String order = sale + ".a";
    publish(created(order), paid(order), cancelled(order, "unpaid"));

    awaitStatus(3, "SENT");
    JsonNode page = get("/api/notifications?orderId=" + order).json();
    assertThat(page.get("total").asInt()).isEqualTo(3);
    assertThat(page.get("items").valueStream().map(item -> item.get("event").asString()))
        .containsExactlyInAnyOrder("created", "paid", "cancelled");
    JsonNode item = page.get("items").get(0);
    assertThat(item.get("userId").asString()).isEqualTo("u1");
    assertThat(item.get("saleId").asString()).isEqualTo(sale);
    assertThat(item.get("status").asString()).isEqualTo("SENT");
    assertThat(item.get("attempts").asInt()).isEqualTo(1);
    assertThat(item.get("createdAt").asString()).endsWith("Z");
    assertThat(item.get("sentAt").asString()).endsWith("Z");
    assertThat(item.get("lastError").isNull()).isTrue();
    assertThat(PROVIDER.keysFor(order))
        .containsExactlyInAnyOrder(order + ":created", order + ":paid", order + ":cancelled");
  }

  @Test
  void dropsRepeatsInTheTopicAndOfTheWholeTopic() throws Exception {
    String order = sale + ".a";
    publish(created(order), created(order), created(order), paid(order), created(order));
    awaitStatus(2, "SENT");

    double repeats = meters.get("seckill.notification.repeats").counter().count();
    readTheTopicAgain();
    await()
        .atMost(SOON)
        .until(() -> meters.get("seckill.notification.repeats").counter().count() >= repeats + 5);

    publish(created(sale + ".b"));
    awaitStatus(3, "SENT");
    assertThat(rows()).isEqualTo(3);
    assertThat(PROVIDER.keysFor(order)).containsExactly(order + ":created", order + ":paid");
  }

  @Test
  void repeatsWithTheSameKeyUntilTheProviderWorks() throws Exception {
    String order = sale + ".flaky";
    PROVIDER.answer(order, 503, 500);
    publish(created(order));

    awaitStatus(1, "SENT");
    assertThat(PROVIDER.keysFor(order))
        .containsExactly(order + ":created", order + ":created", order + ":created");
    JsonNode item = get("/api/notifications?saleId=" + sale).json().get("items").get(0);
    assertThat(item.get("attempts").asInt()).isEqualTo(3);
    assertThat(item.get("lastError").asString()).contains("500");
  }

  @Test
  void givesUpAfterItsTriesAndWritesOneDeadLetter() throws Exception {
    String order = sale + ".down";
    PROVIDER.answer(order, 500, 500, 500, 500, 500);
    OrderEvent event = created(order);
    publish(event);

    awaitStatus(1, "DEAD");
    assertThat(PROVIDER.keysFor(order)).hasSize(3);
    List<ConsumerRecord<byte[], byte[]>> letters = OrdersDeadLetters.of(order, 1);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(event.toByteArray());
    assertThat(header(letters.get(0), "kafka_dlt-original-consumer-group"))
        .isEqualTo("notification-service");
    assertThat(header(letters.get(0), "kafka_dlt-exception-message")).contains("500");
    assertThat(header(letters.get(0), "kafka_dlt-original-topic")).isEqualTo(Topics.ORDERS);

    JsonNode dead = get("/api/notifications?status=dead&saleId=" + sale).json();
    assertThat(dead.get("total").asInt()).isEqualTo(1);
    assertThat(dead.get("items").get(0).get("lastError").asString()).contains("500");
  }

  @Test
  void goesOnBehindWhatCannotBeRead() throws Exception {
    double before = unreadable();
    String order = sale + ".a";
    byte[] key = order.getBytes(StandardCharsets.UTF_8);
    kafka.send(Topics.ORDERS, key, "no event at all".getBytes(StandardCharsets.UTF_8)).get();
    publish(created(order));

    awaitStatus(1, "SENT");
    assertThat(unreadable()).isGreaterThan(before);
  }

  @Test
  void survivesARestartOfTheDatabase() throws Exception {
    double before = unreadable();
    publish(created(sale + ".before"));
    awaitStatus(1, "SENT");

    TestServers.postgres().stop();
    publish(created(sale + ".during"));
    HttpAnswer unavailable = get("/api/notifications");
    TestServers.postgres().start();

    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(unavailable.json().get("type").asString()).isEqualTo("/problems/unavailable");
    publish(created(sale + ".after"));
    awaitStatus(3, "SENT");
    assertThat(PROVIDER.keysFor(sale + ".during")).hasSize(1);
    assertThat(unreadable()).as("a database that is away makes no dead letter").isEqualTo(before);
  }

  @Test
  void writesOneLetterHoweverOftenTheDatabaseIsTriedMeanwhile() throws Exception {
    double before = unreadable();
    String order = sale + ".poison";
    byte[] key = order.getBytes(StandardCharsets.UTF_8);
    MessageListenerContainer container = listeners.getListenerContainers().iterator().next();
    container.stop();
    // Of one key, so of one partition and one batch.
    kafka.send(Topics.ORDERS, key, "no event at all".getBytes(StandardCharsets.UTF_8)).get();
    publish(created(order));
    TestServers.postgres().stop();
    try {
      container.start();
      await().atMost(SOON).until(() -> unreadable() > before);
      double tries = failedTries();
      await().atMost(SOON).until(() -> failedTries() >= tries + 3);
    } finally {
      TestServers.postgres().start();
    }

    awaitStatus(1, "SENT");
    assertThat(OrdersDeadLetters.of(order, 1)).hasSize(1);
    assertThat(unreadable() - before).isEqualTo(1);
  }

  private double failedTries() {
    return meters.find("spring.kafka.listener").tag("result", "failure").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  /**
   * As after a crash that lost the offsets: a group that never committed any reads from the start.
   */
  private void readTheTopicAgain() throws Exception {
    MessageListenerContainer container = listeners.getListenerContainers().iterator().next();
    container.stop();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(
              () -> {
                admin
                    .deleteConsumerGroups(List.of("notification-service"))
                    .all()
                    .get(10, TimeUnit.SECONDS);
                return true;
              });
    }
    container.start();
  }

  private double unreadable() {
    return meters.get("seckill.orders.unreadable").counter().count();
  }

  private void publish(OrderEvent... events) throws Exception {
    for (OrderEvent event : events) {
      kafka
          .send(
              Topics.ORDERS,
              event.getOrderId().getBytes(StandardCharsets.UTF_8),
              event.toByteArray())
          .get(20, TimeUnit.SECONDS);
    }
  }

  private void awaitStatus(int messages, String status) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql(
                                "SELECT count(*) FROM notifications WHERE sale_id = ? AND status ="
                                    + " ?")
                            .params(sale, status)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(messages));
  }

  private int rows() {
    return jdbc.sql("SELECT count(*) FROM notifications WHERE sale_id = ?")
        .param(sale)
        .query(Integer.class)
        .single();
  }

  private OrderEvent created(String order) {
    return event(order).setCreated(OrderCreated.getDefaultInstance()).build();
  }

  private OrderEvent paid(String order) {
    return event(order).setPaid(OrderPaid.getDefaultInstance()).build();
  }

  private OrderEvent cancelled(String order, String reason) {
    return event(order).setCancelled(OrderCancelled.newBuilder().setReason(reason)).build();
  }

  private OrderEvent.Builder event(String order) {
    return OrderEvent.newBuilder()
        .setOrderId(order)
        .setSaleId(sale)
        .setUserId("u1")
        .setQuantity(1)
        .setPriceMinor(19900)
        .setCurrency("CNY")
        .setItem("Phone")
        .setOccurredEpochMillis(1_780_000_000_000L);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
