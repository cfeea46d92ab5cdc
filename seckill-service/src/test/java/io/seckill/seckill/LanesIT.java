package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.seckill.signal.Backlog;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** A crowd in one lane, and somebody who comes later by the other. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.grpc.server.port=0", "seckill.intake.batch-max=" + LanesIT.BATCH})
@Import({TestServers.class, CollectedSpans.class})
class LanesIT {

  static final int BATCH = 100;

  private static final int CROWD = 60 * BATCH;
  private static final Duration AN_ANSWER_TAKES = Duration.ofMillis(20);

  /**
   * Batches until what was sent is fetched, and a turn of each lane; far fewer than the crowd's.
   */
  private static final int SOON = 20 * BATCH;

  @Autowired private ApplicationContext service;
  @Autowired private KafkaTemplate<byte[], byte[]> kafka;
  @Autowired private Backlog backlog;

  private TestSale sale;
  private FakeGateway gateway;

  @BeforeEach
  void open() throws IOException {
    sale = new TestSale(service, 1);
    gateway = sale.gateway();
    gateway.takeYourTime(AN_ANSWER_TAKES);
  }

  @AfterEach
  void close() {
    sale.close();
  }

  @Test
  void aVipIsServedBeforeTheCrowdThatCameFirst() {
    crowdThenOne(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 1);
  }

  @Test
  void aCrowdOfVipsDoesNotStarveTheOthers() {
    crowdThenOne(List.of(0, 1), 7);
  }

  @Test
  void whatWaitsIsCountedOnce() {
    CompletableFuture.allOf(
            IntStream.range(0, CROWD)
                .mapToObj(i -> send("w" + i, 5))
                .toArray(CompletableFuture[]::new))
        .join();
    await()
        .until(
            () -> {
              long told = gateway.told().size();
              long waiting = backlog.waiting().ordinary();
              assertThat(waiting).isLessThanOrEqualTo(CROWD - told);
              return waiting > CROWD / 2;
            });
    await().atMost(Duration.ofMinutes(1)).until(() -> gateway.told().size() >= CROWD);
    assertThat(backlog.waiting().ordinary()).isZero();
  }

  private void crowdThenOne(List<Integer> crowdsPartitions, int onesPartition) {
    CompletableFuture.allOf(
            IntStream.range(0, CROWD)
                .mapToObj(i -> send("c" + i, crowdsPartitions.get(i % crowdsPartitions.size())))
                .toArray(CompletableFuture[]::new))
        .join();
    await().until(() -> gateway.told().size() >= BATCH);

    send("one", onesPartition).join();
    int toldBefore = gateway.told().size();
    await().until(() -> !gateway.resultsOf(sale.requestOf("one")).isEmpty());

    List<String> told = List.copyOf(gateway.told());
    assertThat(told.indexOf(sale.requestOf("one"))).isLessThan(toldBefore + SOON);
    assertThat(toldBefore + SOON).as("still a crowd").isLessThan(CROWD);
    await().atMost(Duration.ofMinutes(1)).until(() -> gateway.told().size() > CROWD);
  }

  private CompletableFuture<?> send(String user, int partition) {
    SeckillRequest request = sale.request(sale.requestOf(user), user, Duration.ofSeconds(120));
    return kafka.send(
        new ProducerRecord<>(
            Topics.REQUESTS, partition, user.getBytes(UTF_8), request.toByteArray()));
  }
}
