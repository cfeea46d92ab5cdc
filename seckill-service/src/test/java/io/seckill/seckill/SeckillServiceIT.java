package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.CreateSaleRequest;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.GetReservationResponse.State;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.ListSalesRequest;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.Sale;
import io.seckill.contracts.v1.SaleState;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.contracts.v1.Verdict;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The whole service with real Kafka and Redis; the test plays the gateway. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.grpc.server.port=0")
@Import({TestServers.class, CollectedSpans.class})
class SeckillServiceIT {

  @Autowired private KafkaTemplate<byte[], byte[]> kafka;
  @Autowired private ConsumerFactory<byte[], byte[]> consumers;
  @Autowired private StringRedisTemplate redis;
  @Autowired private GrpcServerLifecycle grpc;

  private final String saleId = "sale-" + UUID.randomUUID();
  private FakeGateway gateway;
  private ManagedChannel channel;
  private SalesGrpc.SalesBlockingStub sales;

  @BeforeEach
  void open() throws IOException {
    gateway = new FakeGateway();
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", grpc.getPort()).usePlaintext().build();
    sales = SalesGrpc.newBlockingStub(channel).withWaitForReady();
    create(3, 1);
  }

  @AfterEach
  void close() {
    gateway.stop();
    channel.shutdownNow();
  }

  @Test
  void tellsEachRequestItsResultAndWritesTheLedgerForSuccessesOnly() {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(send("u" + i, 1));
    }
    await().until(() -> requests.stream().allMatch(r -> !gateway.resultsOf(r).isEmpty()));
    List<String> winners =
        requests.stream().filter(r -> outcome(r) == Outcome.OUTCOME_SUCCESS).toList();
    assertThat(winners).hasSize(3);
    assertThat(requests.stream().filter(r -> outcome(r) == Outcome.OUTCOME_SOLD_OUT)).hasSize(2);
    assertThat(ledger().stream().map(LedgerEntry::getRequestId)).hasSameElementsAs(winners);
    assertThat(state().getRemaining()).isZero();
    assertThat(gateway.resultsOf(winners.get(0)).get(0).getOrderId()).isEqualTo(winners.get(0));
  }

  @Test
  void aUserOverTheLimitHearsOfTheEarlierOrder() {
    String first = send("u", 1);
    awaitOutcome(first, Outcome.OUTCOME_SUCCESS);
    String second = send("u", 1);
    awaitOutcome(second, Outcome.OUTCOME_LIMIT_EXCEEDED);
    assertThat(gateway.resultsOf(second).get(0).getOrderId()).isEqualTo(first);
  }

  @Test
  void theSameRequestAgainIsToldAgainAndTakesNothing() {
    String request = send("u", 1);
    awaitOutcome(request, Outcome.OUTCOME_SUCCESS);
    send(request, "u", 1, System.currentTimeMillis() + 5_000);
    await().until(() -> gateway.resultsOf(request).size() == 2);
    assertThat(state().getRemaining()).isEqualTo(2);
  }

  @Test
  void anExpiredRequestIsDroppedAndTakesNothing() {
    String expired = newId();
    send(expired, "u", 1, System.currentTimeMillis() - 10);
    String next = send("u", 1);
    awaitOutcome(next, Outcome.OUTCOME_SUCCESS);
    assertThat(gateway.resultsOf(expired)).isEmpty();
    assertThat(state().getRemaining()).isEqualTo(2);
  }

  @Test
  void aSuccessThatCameTooLateIsCancelledInTheLedgerAndItsUnitGoesBackOnSale() {
    gateway.answerWith(result -> Verdict.VERDICT_DECIDED_OTHERWISE);
    String late = send("u", 1);
    await().until(() -> !gateway.resultsOf(late).isEmpty());
    await().untilAsserted(() -> assertThat(state().getRemaining()).isEqualTo(3));
    assertThat(ledger().stream().filter(LedgerEntry::hasCancelled)).hasSize(1);
    assertThat(reservation(late)).isEqualTo(State.STATE_CANCELLED);
  }

  @Test
  void aReservationOfAGatewayThatIsGoneIsKept() {
    gateway.stop();
    String request = send("u", 1);
    await().until(() -> reservation(request) == State.STATE_RESERVED);
    await().until(() -> ledger().size() == 1);
    assertThat(ledger().get(0).hasReserved()).isTrue();
  }

  @Test
  void aReservationLongPastItsDeadlineIsFinalOnceTheLedgerWasFollowed() {
    String request = newId();
    long deadline = System.currentTimeMillis() - 25_000;
    gateway.stop();
    send(request, "u", 1, deadline + 60_000);
    await().until(() -> reservation(request) == State.STATE_RESERVED);
    assertThat(known(request).getFollowed()).as("its gateway may still cancel it").isFalse();

    String old = newId();
    LedgerEntry entry = ledger().get(0).toBuilder().setRequestId(old).setUserId("v").build();
    LedgerEntry late =
        entry.toBuilder()
            .setReserved(entry.getReserved().toBuilder().setDeadlineEpochMillis(deadline))
            .build();
    kafka.send(Topics.RESERVATIONS, old.getBytes(UTF_8), late.toByteArray()).join();
    await().until(() -> reservation(old) == State.STATE_RESERVED);
    await().until(() -> known(old).getFollowed());
  }

  @Test
  void whatIsNoRequestGoesToTheDeadLettersAndTheRestGoesOn() {
    kafka.send(Topics.REQUESTS, "k".getBytes(UTF_8), "nonsense".getBytes(UTF_8));
    String request = send("u", 1);
    awaitOutcome(request, Outcome.OUTCOME_SUCCESS);
    ConsumerRecord<byte[], byte[]> dead =
        records(Topics.REQUESTS + Topics.DEAD_LETTER_SUFFIX).stream()
            .filter(r -> "nonsense".equals(new String(r.value(), UTF_8)))
            .findFirst()
            .orElseThrow();
    assertThat(dead.headers())
        .extracting(Header::key)
        .contains(
            "kafka_dlt-exception-message",
            DeadLetterHeaders.REASON,
            DeadLetterHeaders.SERVICE,
            DeadLetterHeaders.TIME,
            DeadLetterHeaders.STACK);
  }

  @Test
  void aWipedRedisIsRebuiltFromTheLedger() {
    String winner = send("u", 1);
    awaitOutcome(winner, Outcome.OUTCOME_SUCCESS);
    wipeRedis();
    String again = send("u", 1);
    awaitOutcome(again, Outcome.OUTCOME_LIMIT_EXCEEDED);
    assertThat(state().getRemaining()).isEqualTo(2);
    assertThat(reservation(winner)).isEqualTo(State.STATE_RESERVED);
  }

  @Test
  void whatIsAboutToBeCancelledIsKeptFromOtherTriesAlsoByARedisThatWasWiped() {
    String request = newId();
    CloseRequest first =
        CloseRequest.newBuilder()
            .setSaleId(saleId)
            .setGatewayIncarnation(2)
            .addRequestIds(request)
            .addDeadlinesEpochMillis(System.currentTimeMillis())
            .build();
    assertThat(sales.close(first).getClosedList()).containsExactly(true);
    wipeRedis();
    send(request, "u", 1, System.currentTimeMillis() + 5_000);
    awaitOutcome(send("u", 1), Outcome.OUTCOME_SUCCESS);
    assertThat(gateway.resultsOf(request)).isEmpty();
    assertThat(ledger().stream().filter(entry -> entry.getRequestId().equals(request)))
        .allMatch(LedgerEntry::hasClosing);
  }

  @Test
  void whileRedisIsDownRequestsWaitAndThenAreDecided() {
    TestServers.redis().stop();
    String request = newId();
    send(request, "u", 1, System.currentTimeMillis() + 60_000);
    assertThat(state().getStockKnown()).isFalse();
    TestServers.redis().start();
    await().atMost(Duration.ofSeconds(20)).until(() -> !gateway.resultsOf(request).isEmpty());
    assertThat(outcome(request)).isEqualTo(Outcome.OUTCOME_SUCCESS);
  }

  @Test
  void aSaleIsCreatedOnceAndNeverChanged() {
    assertThat(create(3, 1)).isFalse();
    assertThatThrownBy(() -> create(4, 1))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("ALREADY_EXISTS");
    assertThatThrownBy(() -> sales.getSale(GetSaleRequest.newBuilder().setSaleId("no").build()))
        .hasMessageContaining("NOT_FOUND");
    assertThat(sales.listSales(ListSalesRequest.newBuilder().setSize(500).build()).getItemsList())
        .extracting(s -> s.getSale().getSaleId())
        .contains(saleId);
  }

  @Test
  void aSaleOutOfBoundsIsRefusedWithBothValues() {
    assertThatThrownBy(
            () ->
                sales.createSale(
                    CreateSaleRequest.newBuilder()
                        .setSale(sale(0, 1).toBuilder().setSaleId("other"))
                        .build()))
        .hasMessageContaining("stock: 0 (expected: 1 to 1000000000)");
  }

  private void wipeRedis() {
    redis.execute(
        (org.springframework.data.redis.core.RedisCallback<Object>)
            connection -> {
              connection.serverCommands().flushAll();
              return null;
            });
  }

  private boolean create(int stock, int perUser) {
    return sales
        .createSale(CreateSaleRequest.newBuilder().setSale(sale(stock, perUser)).build())
        .getCreated();
  }

  private Sale sale(int stock, int perUser) {
    return Sale.newBuilder()
        .setSaleId(saleId)
        .setItem("Phone")
        .setStock(stock)
        .setPerUser(perUser)
        .setPriceMinor(199)
        .setCurrency("CNY")
        .build();
  }

  private SaleState state() {
    return sales.getSale(GetSaleRequest.newBuilder().setSaleId(saleId).build());
  }

  private State reservation(String requestId) {
    return known(requestId).getState();
  }

  private GetReservationResponse known(String requestId) {
    return sales.getReservation(GetReservationRequest.newBuilder().setRequestId(requestId).build());
  }

  private String newId() {
    return saleId + "." + UUID.randomUUID().toString().substring(0, 22);
  }

  private String send(String user, int quantity) {
    String requestId = newId();
    send(requestId, user, quantity, System.currentTimeMillis() + 5_000);
    return requestId;
  }

  private void send(String requestId, String user, int quantity, long deadline) {
    SeckillRequest request =
        SeckillRequest.newBuilder()
            .setRequestId(requestId)
            .setSaleId(saleId)
            .setUserId(user)
            .setQuantity(quantity)
            .setDeadlineEpochMillis(deadline)
            .setReplyTo(gateway.address())
            .setGatewayIncarnation(1)
            .build();
    kafka.send(Topics.REQUESTS, user.getBytes(UTF_8), request.toByteArray()).join();
  }

  private Outcome outcome(String requestId) {
    return gateway.resultsOf(requestId).get(0).getOutcome();
  }

  private void awaitOutcome(String requestId, Outcome expected) {
    await().until(() -> !gateway.resultsOf(requestId).isEmpty());
    assertThat(outcome(requestId)).isEqualTo(expected);
  }

  private List<LedgerEntry> ledger() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topics.RESERVATIONS)) {
      try {
        LedgerEntry entry = LedgerEntry.parseFrom(record.value());
        if (entry.getSaleId().equals(saleId)) {
          entries.add(entry);
        }
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return entries;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    java.util.Properties classic = new java.util.Properties();
    classic.put("group.protocol", "classic");
    try (Consumer<byte[], byte[]> consumer =
        consumers.createConsumer("test", "test", null, classic)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }
}
