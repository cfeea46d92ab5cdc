package io.seckill.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.notification.delivery.Attempt.Status;
import io.seckill.testing.servers.TestServers;
import io.seckill.tracing.Traces;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.KafkaException;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivery on a real table, with time, provider and topic in the test's hands. */
class DeliveryIT {

  private static final SmsResult SENT = new SmsResult.Sent();
  private static final SmsResult FAILED = new SmsResult.Failed("no", Optional.empty());

  private final ManualClock clock = new ManualClock();
  private final DeliverySettings settings = TestSettings.of(DeliverySettings.Sender.LOG, null);
  private final List<String> sentKeys = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<SmsResult> answers = new ConcurrentLinkedQueue<>();
  private final List<ConsumerRecord<?, ?>> letters = new ArrayList<>();

  private HikariDataSource database;
  private JdbcClient jdbc;
  private SmsQueue queue;
  private Delivery delivery;
  private DeadLetters deadLetters;
  private boolean kafkaIsAway;

  @BeforeEach
  void emptyTable() {
    database = new HikariDataSource();
    database.setJdbcUrl(TestServers.postgres().url());
    database.setUsername(TestServers.postgres().user());
    database.setPassword(TestServers.postgres().password());
    database.setSchema("delivery_it");
    database.setMaximumPoolSize(4);
    Flyway flyway =
        Flyway.configure().dataSource(database).schemas("delivery_it").cleanDisabled(false).load();
    flyway.clean();
    flyway.migrate();
    jdbc = JdbcClient.create(database);
    queue = new SmsQueue(jdbc, clock, settings);
    deadLetters =
        new DeadLetters(
            jdbc,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            (letter, reason) -> {
              if (kafkaIsAway) {
                throw new KafkaException("away");
              }
              return letters.add(letter);
            },
            clock);
    // The longest pause that the jitter may choose.
    RandomGenerator longest =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public long nextLong(long bound) {
            return bound - 1;
          }
        };
    delivery =
        new Delivery(
            queue,
            this::answer,
            deadLetters,
            new Retries(new Backoff(settings, longest), settings, clock),
            settings,
            new DeliveryMeters(new SimpleMeterRegistry(), queue),
            Traces.none(),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private CompletableFuture<SmsResult> answer(Sms sms) {
    sentKeys.add(sms.idempotencyKey());
    SmsResult next = answers.poll();
    return CompletableFuture.completedFuture(next == null ? SENT : next);
  }

  @Test
  void sendsAgainWithTheSameKeyAfterACrashBetweenSendAndMark() throws Exception {
    keep("o1", "created");
    queue.take().forEach(this::answer);
    // Here it crashed: sent, and not marked.

    assertThat(delivery.deliverBatch()).as("the lease still holds").isZero();
    clock.pass(TestSettings.LEASE);
    assertThat(delivery.deliverBatch()).isEqualTo(1);
    assertThat(sentKeys).containsExactly("o1:created", "o1:created");
    assertThat(status("o1", "created")).isEqualTo("SENT");
    clock.pass(TestSettings.LEASE);
    assertThat(delivery.deliverBatch()).as("sent is sent").isZero();
  }

  @Test
  void triesAgainWithLongerPausesAndThenGivesUp() throws Exception {
    keep("o1", "created");
    answers.addAll(List.of(FAILED, FAILED, FAILED));

    assertThat(delivery.deliverBatch()).isEqualTo(1);
    clock.pass(Duration.ofMillis(999));
    assertThat(delivery.deliverBatch()).isZero();
    clock.pass(Duration.ofMillis(1));
    assertThat(delivery.deliverBatch()).isEqualTo(1);
    clock.pass(Duration.ofMillis(1999));
    assertThat(delivery.deliverBatch()).isZero();
    clock.pass(Duration.ofMillis(1));
    assertThat(delivery.deliverBatch()).isEqualTo(1);

    assertThat(status("o1", "created")).isEqualTo("DEAD");
    clock.pass(Duration.ofDays(1));
    assertThat(delivery.deliverBatch()).isZero();
  }

  @Test
  void givesUpAtOnceWhatTheProviderWillNeverTake() throws Exception {
    keep("o1", "created");
    answers.add(new SmsResult.Refused("provider answered 400"));

    delivery.deliverBatch();
    assertThat(status("o1", "created")).isEqualTo("DEAD");
  }

  @Test
  void leavesTheProviderAloneAsLongAsItAsks() throws Exception {
    keep("o1", "created");
    answers.add(new SmsResult.Failed("429", Optional.of(Duration.ofSeconds(60))));

    delivery.deliverBatch();
    clock.pass(Duration.ofSeconds(59));
    assertThat(delivery.deliverBatch()).isZero();
    clock.pass(Duration.ofSeconds(1));
    assertThat(delivery.deliverBatch()).isEqualTo(1);
  }

  @Test
  void saysThatTheOrderExistsBeforeAnythingElseOfIt() throws Exception {
    keep("o1", "cancelled");
    keep("o1", "created");
    keep("o2", "paid");
    answers.add(FAILED);

    delivery.deliverBatch();
    assertThat(sentKeys).containsExactlyInAnyOrder("o1:created", "o2:paid");
    sentKeys.clear();
    jdbc.sql("UPDATE notifications SET status = 'SENT' WHERE event = 'created'").update();
    clock.pass(Duration.ofSeconds(10));
    delivery.deliverBatch();
    assertThat(sentKeys).contains("o1:cancelled");
  }

  @Test
  void aSlowTakersFailureDoesNotUndoTheNextTakersWork() {
    keep("o1", "created");
    Sms slow = queue.take().get(0);
    clock.pass(TestSettings.LEASE);
    Sms next = queue.take().get(0);

    queue.mark(List.of(new Attempt(slow, Status.DEAD, clock.instant(), "late")));
    assertThat(status("o1", "created")).isEqualTo("PENDING");
    queue.mark(List.of(new Attempt(next, Status.SENT, clock.instant(), null)));
    assertThat(status("o1", "created")).isEqualTo("SENT");
    queue.mark(List.of(new Attempt(slow, Status.PENDING, clock.instant(), "later still")));
    assertThat(status("o1", "created")).isEqualTo("SENT");
  }

  @Test
  void instancesNeverTakeTheSameMessage() throws Exception {
    for (int i = 0; i < 200; i++) {
      keep("o" + i, "created");
    }
    ExecutorService instances = Executors.newFixedThreadPool(3);
    List<String> taken = new ArrayList<>();
    try {
      List<Future<List<Sms>>> takes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        takes.add(instances.submit(() -> new SmsQueue(jdbc, clock, settings).take()));
      }
      for (Future<List<Sms>> take : takes) {
        take.get().forEach(sms -> taken.add(sms.idempotencyKey()));
      }
    } finally {
      instances.shutdownNow();
    }
    for (List<Sms> rest = queue.take(); !rest.isEmpty(); rest = queue.take()) {
      rest.forEach(sms -> taken.add(sms.idempotencyKey()));
    }
    assertThat(taken).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void aLetterWaitsForKafkaAndIsWrittenOnce() throws Exception {
    keep("o1", "created");
    answers.add(new SmsResult.Refused("provider answered 400"));
    delivery.deliverBatch();

    kafkaIsAway = true;
    assertThatThrownBy(deadLetters::writeOne).isInstanceOf(KafkaException.class);
    kafkaIsAway = false;
    assertThat(deadLetters.writeOne()).isTrue();
    assertThat(deadLetters.writeOne()).isFalse();

    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(new byte[] {1, 2, 3});
    assertThat(letters.get(0).offset()).isEqualTo(42);
    assertThat(sentKeys).hasSize(1);
  }

  private void keep(String order, String event) {
    jdbc.sql(
            """
            INSERT INTO notifications (order_id, event, user_id, sale_id, text, source_value,
                                       source_partition, source_offset, created_at, next_attempt_at)
            VALUES (?, ?, 'u1', 's1', 'text', '\\x010203', 3, 42, ?, ?)
            """)
        .param(order)
        .param(event)
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .param(clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private String status(String order, String event) {
    return jdbc.sql("SELECT status FROM notifications WHERE order_id = ? AND event = ?")
        .params(order, event)
        .query(String.class)
        .single();
  }
}
