package io.seckill.gateway.admission.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seckill.gateway.admission.bucket.TokenBucketContract;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.testing.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueuedTokensIT extends TokenBucketContract {

  private static Admin admin;
  private final List<QueuedTokens> opened = new ArrayList<>();

  @BeforeAll
  static void connect() {
    admin = Admin.create(connection());
  }

  @AfterAll
  static void disconnect() {
    admin.close();
  }

  @AfterEach
  void close() {
    opened.forEach(QueuedTokens::stop);
  }

  @Override
  protected TokenSource bucket(long rate, long capacity) {
    TokenSource tokens = gateway(newQueue(), rate, capacity);
    await().atMost(Duration.ofSeconds(30)).until(() -> tokens.available() > 0);
    return tokens;
  }

  private QueuedTokens gateway(TokenQueue queue, long rate, long capacity) {
    QueuedTokens tokens = new QueuedTokens(clients(queue), queue, () -> rate, capacity, null);
    opened.add(tokens);
    tokens.start();
    return tokens;
  }

  private static QueueClients clients(TokenQueue queue) {
    return new QueueClients(connection(), queue);
  }

  private static Map<String, Object> connection() {
    return Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
  }

  private static TokenQueue newQueue() {
    String name = "tokens-" + UUID.randomUUID();
    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)));
    TokenQueue queue = new TokenQueue(name, name, name);
    await()
        .ignoreExceptions()
        .until(() -> admin.describeTopics(List.of(name)).allTopicNames().get().size() == 1);
    return queue;
  }

  /** What a tick makes is on its way for a while. */
  @Override
  protected Duration delay() {
    return Duration.ofMillis(250);
  }

  @Test
  void anOlderGeneratorThatBelievesItLeadsAddsNothing() {
    TokenQueue queue = newQueue();
    try (Admin own = Admin.create(connection())) {
      QueueWatch watch = new QueueWatch(own, clients(queue), queue);
      try (TokenLog older = TokenLog.claim(clients(queue), queue)) {
        QueueBook olderBook = watch.read();
        older.add(List.of(10), olderBook);
        try (TokenLog newer = TokenLog.claim(clients(queue), queue)) {
          QueueBook newerBook = watch.read();
          assertThat(newerBook.waiting()).isEqualTo(10);
          assertThat(newerBook.next()).as("goes on where the older ended").isEqualTo(10);
          assertThatThrownBy(() -> older.add(List.of(5), olderBook))
              .isInstanceOf(KafkaException.class);
          assertThatThrownBy(older::beat).isInstanceOf(KafkaException.class);
          newer.add(List.of(7), newerBook);
        }
      }
      assertThat(watch.read().waiting()).as("without what the older added").isEqualTo(17);
    }
  }

  @Test
  void severalGatewaysTogetherHaveOneBucket() {
    TokenQueue queue = newQueue();
    long began = System.nanoTime();
    QueuedTokens one = gateway(queue, 10, 1_000);
    QueuedTokens two = gateway(queue, 10, 1_000);
    await().atMost(Duration.ofSeconds(30)).until(() -> one.available() > 0 && two.available() > 0);
    long taken = 0;
    long until = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    while (System.nanoTime() < until) {
      taken += drainAtOnce(one) + drainAtOnce(two);
      pass(Duration.ofMillis(10));
    }
    double due = 10 * (System.nanoTime() - began) / 1e9;
    // When the second joins, the first throws away what is more than its new share, a quarter of
    // the bucket; how much of it was in its hands then depends on who was quicker.
    assertThat((double) taken).isBetween(250.0, 1_001 + due);
  }

  @Test
  void anotherGeneratorTakesOverWithinThreeSeconds() {
    TokenQueue queue = newQueue();
    QueuedTokens one = gateway(queue, 1_000, 1_000);
    QueuedTokens two = gateway(queue, 1_000, 1_000);
    QueuedTokens leader = one.generator().leads() ? one : two;
    QueuedTokens other = leader == one ? two : one;
    await().until(() -> leader.generator().leads() && !other.generator().leads());
    leader.generator().stop();
    await().atMost(Duration.ofSeconds(3)).until(() -> other.generator().leads());
    assertThat(leader.generator().leads()).isFalse();
    long before = other.generator().made();
    await()
        .until(
            () -> {
              drainAtOnce(other);
              return other.generator().made() > before;
            });
  }
}
