package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CreateSaleRequest;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.Sale;
import io.seckill.contracts.v1.SaleState;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.contracts.v1.SeckillRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * A sale of its own, one unit a user, and the gateway that hears what became of its requests, which
 * go into Kafka as a gateway sends them.
 */
final class TestSale {

  private final String id = "sale-" + UUID.randomUUID();
  private final FakeGateway gateway = new FakeGateway();
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final ConsumerFactory<byte[], byte[]> consumers;
  private final ManagedChannel channel;
  private final SalesGrpc.SalesBlockingStub sales;

  /** It is open when this returns. */
  @SuppressWarnings("unchecked") // Both beans are of bytes in this service.
  TestSale(ApplicationContext service, int stock) throws IOException {
    kafka = service.getBean(KafkaTemplate.class);
    consumers = service.getBean(ConsumerFactory.class);
    int port = service.getBean(GrpcServerLifecycle.class).getPort();
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    sales = SalesGrpc.newBlockingStub(channel).withWaitForReady();
    create(stock);
  }

  void close() {
    gateway.stop();
    channel.shutdownNow();
  }

  String id() {
    return id;
  }

  FakeGateway gateway() {
    return gateway;
  }

  SalesGrpc.SalesBlockingStub sales() {
    return sales;
  }

  /** Whether it was not there before. */
  boolean create(int stock) {
    return sales
        .createSale(CreateSaleRequest.newBuilder().setSale(terms(stock)).build())
        .getCreated();
  }

  Sale terms(int stock) {
    return Sale.newBuilder()
        .setSaleId(id)
        .setItem("Phone")
        .setStock(stock)
        .setPerUser(1)
        .setPriceMinor(199)
        .setCurrency("CNY")
        .build();
  }

  SaleState state() {
    return sales.getSale(GetSaleRequest.newBuilder().setSaleId(id).build());
  }

  GetReservationResponse reservation(String requestId) {
    return sales.getReservation(GetReservationRequest.newBuilder().setRequestId(requestId).build());
  }

  /** What a user's only request is called. */
  String requestOf(String user) {
    return "%s.%22s".formatted(id, user).replace(' ', '-');
  }

  String newRequestId() {
    return id + "." + UUID.randomUUID().toString().substring(0, 22);
  }

  SeckillRequest request(String requestId, String user, Duration deadlineIn) {
    return SeckillRequest.newBuilder()
        .setRequestId(requestId)
        .setSaleId(id)
        .setUserId(user)
        .setQuantity(1)
        .setDeadlineEpochMillis(System.currentTimeMillis() + deadlineIn.toMillis())
        .setReplyTo(gateway.address())
        .setGatewayIncarnation(1)
        .build();
  }

  /** A new request; its id. */
  String send(String user) {
    String requestId = newRequestId();
    send(requestId, user, Duration.ofSeconds(5));
    return requestId;
  }

  void send(String requestId, String user, Duration deadlineIn) {
    SeckillRequest request = request(requestId, user, deadlineIn);
    kafka.send(Topics.REQUESTS, user.getBytes(UTF_8), request.toByteArray()).join();
  }

  /** As its gateway was told first. */
  Outcome outcome(String requestId) {
    return gateway.resultsOf(requestId).get(0).getOutcome();
  }

  void awaitOutcome(String requestId, Outcome expected) {
    await().until(() -> !gateway.resultsOf(requestId).isEmpty());
    assertThat(outcome(requestId)).isEqualTo(expected);
  }

  /** Its entries in the ledger that are about requests. */
  List<LedgerEntry> ledger() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topics.RESERVATIONS)) {
      try {
        LedgerEntry entry = LedgerEntry.parseFrom(record.value());
        if (entry.getSaleId().equals(id) && !entry.hasRebuilt()) {
          entries.add(entry);
        }
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return entries;
  }

  /** All that a topic holds, of whatever sale. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    Properties classic = new Properties();
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
