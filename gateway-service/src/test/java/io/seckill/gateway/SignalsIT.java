package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.QueueSignal;
import io.seckill.contracts.v1.Signal;
import io.seckill.contracts.v1.StockSignal;
import io.seckill.testing.servers.TestServers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the gateway makes of the seckill services' hints. */
class SignalsIT extends GatewayUnderTest {

  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  @AfterAll
  static void close() {
    PRODUCER.close();
  }

  @Test
  void aSaleThatIsSoldOutIsAnsweredWithoutTheQueueUntilAUnitComesBack() throws Exception {
    say(stock(true, 10));
    await().until(() -> send(purchase()).statusCode() == 409);
    long queued = queued();
    HttpResponse<String> refused = send(purchase());
    isProblem(refused, 409, "sold-out");
    assertThat(json(refused).get("outcome").stringValue()).isEqualTo("SOLD_OUT");
    assertThat(queued()).isEqualTo(queued);

    say(stock(false, 11));
    await().until(() -> send(purchase()).statusCode() == 200);
    say(stock(true, 9));
    say(queue(0));
    assertThat(send(purchase()).statusCode()).isEqualTo(200);
  }

  @Test
  void whoBringsAKeyIsNeverToldFromAHint() throws Exception {
    say(stock(true, 10));
    await().until(() -> send(purchase()).statusCode() == 409);
    HttpResponse<String> maybeARepeat = send(purchase().header("Idempotency-Key", "k"));
    assertThat(maybeARepeat.statusCode()).isEqualTo(200);
  }

  @Test
  void whoWouldWaitPastTheDeadlineIsRefusedBeforeTheQueue() throws Exception {
    try {
      await()
          .until(
              () -> {
                say(queue(100_000));
                return send(purchase()).statusCode() == 503;
              });
      say(queue(100_000));
      long queued = queued();
      HttpResponse<String> refused = send(purchase());
      isProblem(refused, 503, "backlogged");
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      assertThat(queued()).isEqualTo(queued);
      assertThat(send(purchase().header("Prefer", "wait=1")).statusCode()).isEqualTo(503);
    } finally {
      say(queue(0));
    }
    await().until(() -> send(purchase()).statusCode() == 200);
  }

  private long queued() {
    return SECKILL.seen.stream().filter(request -> request.getSaleId().equals(sale)).count();
  }

  private Signal stock(boolean soldOut, long turn) {
    return Signal.newBuilder()
        .setStock(
            StockSignal.newBuilder()
                .setSaleId(sale)
                .setSoldOut(soldOut)
                .setTurn(turn)
                .setEndsEpochMillis(System.currentTimeMillis() + 3_600_000))
        .build();
  }

  private static Signal queue(long backlog) {
    return Signal.newBuilder()
        .setQueue(
            QueueSignal.newBuilder().setInstance(1).setBacklog(backlog).setDrainPerSecond(1_000))
        .build();
  }

  private static void say(Signal signal) throws ExecutionException, InterruptedException {
    PRODUCER.send(new ProducerRecord<>(Topics.SIGNALS, signal.toByteArray())).get();
  }
}
