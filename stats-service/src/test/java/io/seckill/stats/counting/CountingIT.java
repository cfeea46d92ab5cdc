package io.seckill.stats.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seckill.stats.counting.Sighting.Event;
import io.seckill.testing.servers.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Whatever the order, the repeats, the batches and the instances: the counts of the model. */
class CountingIT {

  private HikariDataSource database;
  private JdbcClient jdbc;
  private Counting counting;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void emptyTables() {
    database = new HikariDataSource();
    database.setJdbcUrl(TestServers.postgres().url());
    database.setUsername(TestServers.postgres().user());
    database.setPassword(TestServers.postgres().password());
    database.setSchema("counting_it");
    database.setMaximumPoolSize(4);
    Flyway flyway =
        Flyway.configure().dataSource(database).schemas("counting_it").cleanDisabled(false).load();
    flyway.clean();
    flyway.migrate();
    jdbc = JdbcClient.create(database);
    counting = instance();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Counting instance() {
    return new Counting(new CountTables(jdbc), new JdbcTransactionManager(database), meters);
  }

  @Test
  void countsEqualTheModelForAnyOrderAndRepeats() {
    for (int round = 0; round < 15; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      List<Sighting> history = history(random, "p" + round, 60);
      for (List<Sighting> batch : batches(delivered(history, random), random)) {
        counting.count(batch);
      }
      assertThat(counts("p" + round)).as("seed %d", seed).isEqualTo(Model.of(history));
    }
  }

  @Test
  void countsEqualTheModelWithInstancesThatGetTheSameEventsAtTheSameTime() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Sighting> history = history(random, "c", 300);
    int instances = 3;
    ExecutorService threads = Executors.newFixedThreadPool(instances);
    try {
      CyclicBarrier together = new CyclicBarrier(instances);
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        Counting own = instance();
        List<List<Sighting>> batches = batches(delivered(history, random), random);
        work.add(
            () -> {
              together.await();
              batches.forEach(own::count);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work, 120, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(counts("c")).as("seed %d", seed).isEqualTo(Model.of(history));
  }

  @Test
  void aCancelSeenBeforeTheOrderEndsLikeOneSeenAfter() {
    Sighting created = sighting(Event.CREATED, "s1.a", "s1", "u", 2, 1000);
    Sighting cancelled = sighting(Event.CANCELLED, "s1.a", "s1", "u", 2, 1001);
    counting.count(List.of(cancelled));
    assertThat(counts("s1")).containsEntry("s1", new Counts(0, 0, 1, 0, 0, 0, null, null));
    counting.count(List.of(created));

    assertThat(counts("s1")).isEqualTo(Model.of(List.of(created, cancelled)));
  }

  @Test
  void aFailureInTheMiddleLeavesNothingHalf() {
    Sighting created = sighting(Event.CREATED, "s2.a", "s2", "u", 1, 1000);
    jdbc.sql("ALTER TABLE sale_counts RENAME TO away").update();
    assertThatThrownBy(() -> counting.count(List.of(created)))
        .isInstanceOf(DataAccessException.class);
    jdbc.sql("ALTER TABLE away RENAME TO sale_counts").update();

    counting.count(List.of(created));
    assertThat(counts("s2")).isEqualTo(Model.of(List.of(created)));
  }

  @Test
  void tellsRepeatsFromNews() {
    Sighting created = sighting(Event.CREATED, "s3.a", "s3", "u", 1, 1000);
    counting.count(List.of(created, created));
    counting.count(List.of(created));

    assertThat(meters.get("seckill.stats.events").tag("event", "created").counter().count())
        .isEqualTo(1);
    assertThat(meters.get("seckill.stats.repeats").counter().count()).isEqualTo(2);
  }

  @Test
  void addsRevenueBeyondSixtyFourBits() {
    Sighting a =
        new Sighting(Event.CREATED, "s4.a", "s4", "u", 1000, Long.MAX_VALUE, "CNY", Instant.EPOCH);
    Sighting b =
        new Sighting(Event.CREATED, "s4.b", "s4", "u", 1000, Long.MAX_VALUE, "CNY", Instant.EPOCH);
    counting.count(List.of(a, b));

    assertThat(
            jdbc.sql("SELECT revenue_minor::text FROM sale_counts WHERE sale_id = 's4'")
                .query(String.class)
                .single())
        .isEqualTo("18446744073709551614000");
  }

  /** Orders of a few sales and users, each with events that can come of one. */
  private static List<Sighting> history(Random random, String prefix, int orders) {
    List<Sighting> history = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      String sale = prefix + "-" + random.nextInt(3);
      String order = sale + ".o" + i;
      String user = "u" + random.nextInt(orders / 4);
      int quantity = 1 + random.nextInt(5);
      long at = 1_000_000L + random.nextInt(100_000);
      history.add(sighting(Event.CREATED, order, sale, user, quantity, at));
      if (random.nextInt(3) == 0) {
        history.add(sighting(Event.PAID, order, sale, user, quantity, at + 10));
      }
      if (random.nextInt(3) == 0) {
        history.add(sighting(Event.CANCELLED, order, sale, user, quantity, at + 20));
      }
    }
    return history;
  }

  /** Everything at least once, some of it again and again, in no order at all. */
  private static List<Sighting> delivered(List<Sighting> history, Random random) {
    List<Sighting> delivered = new ArrayList<>(history);
    for (Sighting sighting : history) {
      for (int repeats = random.nextInt(3); repeats > 0; repeats--) {
        delivered.add(sighting);
      }
    }
    Collections.shuffle(delivered, random);
    return delivered;
  }

  private static List<List<Sighting>> batches(List<Sighting> sightings, Random random) {
    List<List<Sighting>> batches = new ArrayList<>();
    int from = 0;
    while (from < sightings.size()) {
      int to = Math.min(sightings.size(), from + 1 + random.nextInt(40));
      batches.add(sightings.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static Sighting sighting(
      Event event, String order, String sale, String user, int quantity, long atMillis) {
    return new Sighting(
        event, order, sale, user, quantity, 100, "CNY", Instant.ofEpochMilli(atMillis));
  }

  private Map<String, Counts> counts(String prefix) {
    Map<String, Counts> counts = new TreeMap<>();
    jdbc.sql("SELECT * FROM sale_counts WHERE sale_id LIKE ?")
        .param(prefix + "%")
        .query(
            row -> {
              counts.put(row.getString("sale_id"), Counts.of(row));
            });
    return counts;
  }
}
