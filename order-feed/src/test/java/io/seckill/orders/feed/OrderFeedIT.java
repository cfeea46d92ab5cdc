package io.seckill.orders.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.OrderCreated;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.testing.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** A new subscriber, as short as it can be, on a real Kafka. */
@SpringBootTest(
    properties = {
      "spring.application.name=shipping-service",
      "seckill.feed.retry-first=10ms",
      "seckill.feed.retry-max=100ms",
      "logging.level.org.apache.kafka=warn"
    })
@Import({TestServers.class, OrderFeedIT.LetterBox.class})
class OrderFeedIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Autowired ShippingService shipping;
  @Autowired OrderFeed feed;
  @Autowired LetterBox letterBox;
  @Autowired MeterRegistry meters;
  @Autowired KafkaTemplate<byte[], byte[]> kafka;
  @Autowired KafkaAdmin admin;

  private final String sale = "it-" + UUID.randomUUID();

  /** One dependency and one method: there is no other configuration than the service's name. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class ShippingService {

    private final OrderFeed feed;
    private final List<OrderNews> shipped = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    ShippingService(OrderFeed feed) {
      this.feed = feed;
    }

    @KafkaListener(topics = Topics.ORDERS)
    void onOrderEvents(List<ConsumerRecord<byte[], byte[]>> records) {
      List<OrderNews> news = feed.read(records);
      if (!news.isEmpty() && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        // Of the kind that Spring for Apache Kafka by default does not try again.
        throw new ClassCastException("the database is away");
      }
      shipped.addAll(news);
    }
  }

  /** Whoever reads the dead letters. */
  static class LetterBox {

    private final List<ConsumerRecord<byte[], byte[]>> letters = new CopyOnWriteArrayList<>();

    @KafkaListener(topics = "orders-dlt", groupId = "letter-box")
    void onLetters(List<ConsumerRecord<byte[], byte[]>> records) {
      letters.addAll(records);
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  @Test
  void hearsOfAnOrder() throws Exception {
    publish(created("a"));

    awaitShipped("a");
    OrderNews news = shipped().get(0);
    assertThat(news.kind()).isEqualTo(OrderNews.Kind.CREATED);
    assertThat(news.userId()).isEqualTo("u1");
    assertThat(news.item()).isEqualTo("Phone");
    assertThat(news.record().value()).isEqualTo(created("a").toByteArray());
  }

  @Test
  void movesWhatCannotBeReadToTheDeadLettersAndGoesOn() throws Exception {
    double before = unreadable();
    String poison = sale + ".poison";
    publish(created("a"));
    send(poison, "no event at all".getBytes(StandardCharsets.UTF_8));
    send(poison, null);
    send(poison, created("bad").toBuilder().setUserId("a\u0000b").build().toByteArray());
    publish(created("b"));

    awaitShipped("a", "b");
    await().atMost(SOON).until(() -> lettersOf(poison).size() >= 3);
    List<ConsumerRecord<byte[], byte[]>> letters = lettersOf(poison);
    assertThat(letters).hasSize(3);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(header(letter, "kafka_dlt-original-consumer-group"))
                  .isEqualTo("shipping-service");
              assertThat(header(letter, "kafka_dlt-original-topic")).isEqualTo(Topics.ORDERS);
              assertThat(letter.headers().lastHeader("kafka_dlt-original-offset")).isNotNull();
            });
    assertThat(letters.get(0).value()).asString().isEqualTo("no event at all");
    assertThat(header(letters.get(2), "kafka_dlt-exception-message")).contains("user_id: 'a?b'");
    assertThat(header(letters.get(2), DeadLetterHeaders.REASON)).contains("user_id: 'a?b'");
    assertThat(header(letters.get(2), DeadLetterHeaders.STACK)).matches("[0-9a-f]{12}");
    assertThat(unreadable() - before).isEqualTo(3);
  }

  @Test
  void repeatsABatchUntilItWorksWhateverFails() throws Exception {
    double before = unreadable();
    shipping.failures.set(5);
    publish(created("a"), created("b"));

    awaitShipped("a", "b");
    assertThat(shipping.failures).hasValue(0);
    assertThat(unreadable()).isEqualTo(before);
    assertThat(lettersOf(sale + ".a")).isEmpty();
  }

  @Test
  void batchThatIsTriedAgainWritesOneLetterForARecord() throws Exception {
    double before = unreadable();
    List<ConsumerRecord<byte[], byte[]>> batch = List.of(poison(1), poison(2));
    for (int nr = 0; nr < 3; nr++) {
      assertThat(feed.read(batch)).isEmpty();
    }
    feed.read(List.of(poison(3)));

    await().atMost(SOON).until(() -> !lettersOf(sale + ".3").isEmpty());
    assertThat(lettersOf(sale + ".1")).hasSize(1);
    assertThat(lettersOf(sale + ".2")).hasSize(1);
    assertThat(unreadable() - before).isEqualTo(3);
  }

  private ConsumerRecord<byte[], byte[]> poison(int offset) {
    byte[] key = (sale + "." + offset).getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(Topics.ORDERS, 0, offset, key, new byte[] {1});
  }

  @Test
  void makesTheTopicsThatAreMissing() {
    assertThat(admin.describeTopics("orders").get("orders").partitions()).hasSize(6);
    assertThat(admin.describeTopics("orders-dlt").get("orders-dlt").partitions()).hasSize(1);
  }

  private void awaitShipped(String... orders) {
    List<String> expected = List.of(orders).stream().map(order -> sale + "." + order).toList();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(shipped().stream().map(OrderNews::orderId).distinct())
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  private List<OrderNews> shipped() {
    return shipping.shipped.stream().filter(news -> news.saleId().equals(sale)).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> lettersOf(String key) {
    return letterBox.letters.stream()
        .filter(letter -> key.equals(new String(letter.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private double unreadable() {
    return meters.get("seckill.orders.unreadable").counter().count();
  }

  private void publish(OrderEvent... events) throws Exception {
    for (OrderEvent event : events) {
      send(event.getOrderId(), event.toByteArray());
    }
  }

  private void send(String key, byte[] value) throws Exception {
    kafka
        .send(Topics.ORDERS, key.getBytes(StandardCharsets.UTF_8), value)
        .get(20, TimeUnit.SECONDS);
  }

  private OrderEvent created(String order) {
    return OrderEvent.newBuilder()
        .setOrderId(sale + "." + order)
        .setSaleId(sale)
        .setUserId("u1")
        .setQuantity(1)
        .setPriceMinor(19900)
        .setCurrency("CNY")
        .setItem("Phone")
        .setOccurredEpochMillis(1_780_000_000_000L)
        .setCreated(OrderCreated.getDefaultInstance())
        .build();
  }
}
