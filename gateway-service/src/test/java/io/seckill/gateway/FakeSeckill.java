package io.seckill.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.Outcome;
import io.seckill.contracts.v1.Result;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.contracts.v1.Sale;
import io.seckill.contracts.v1.SeckillRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The other end for tests: takes requests off the queue, decides as told, replies over gRPC. */
public final class FakeSeckill implements AutoCloseable {

  public final Map<String, Sale> sales = new ConcurrentHashMap<>();
  public final Map<String, GetReservationResponse> reservations = new ConcurrentHashMap<>();
  public final ConcurrentLinkedQueue<SeckillRequest> seen = new ConcurrentLinkedQueue<>();

  /** By request id, of those that have one. */
  public final Map<String, String> traceparents = new ConcurrentHashMap<>();

  /** What its calls to gateways belong to; empty: nothing that is sampled. */
  public volatile Optional<String> callsBelongTo = Optional.empty();

  /** Partition by request id. */
  public final Map<String, Integer> partitions = new ConcurrentHashMap<>();

  public final ConcurrentLinkedQueue<DeliverResponse> verdicts = new ConcurrentLinkedQueue<>();

  /** How a request is decided; empty: no reply. */
  public volatile Function<SeckillRequest, Optional<Result>> decision = FakeSeckill::success;

  private final Map<String, ManagedChannel> gateways = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final boolean remember;
  private Server server;
  private int port;

  public FakeSeckill(String kafka, boolean remember) {
    this.remember = remember;
    Properties config = new Properties();
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, "fake-" + UUID.randomUUID());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 50_000);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 8);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1000);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    startSales();
    consumer.subscribe(List.of(Topics.REQUESTS));
    this.thread = new Thread(this::consume, "fake-seckill");
    thread.setDaemon(true);
    thread.start();
  }

  public static Optional<Result> success(SeckillRequest request) {
    String id = request.getRequestId();
    return Optional.of(
        Result.newBuilder()
            .setRequestId(id)
            .setOutcome(Outcome.OUTCOME_SUCCESS)
            .setOrderId(id)
            .build());
  }

  public static Function<SeckillRequest, Optional<Result>> refusal(Outcome outcome, String reason) {
    return request ->
        Optional.of(
            Result.newBuilder()
                .setRequestId(request.getRequestId())
                .setOutcome(outcome)
                .setReason(reason)
                .build());
  }

  /** Where sales are served. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Enters a sale without asking the gateway. */
  public Sale sale(String saleId) {
    long now = System.currentTimeMillis();
    Sale sale =
        Sale.newBuilder()
            .setSaleId(saleId)
            .setItem("Phone")
            .setStock(100)
            .setPerUser(1)
            .setCurrency("CNY")
            .setStartsEpochMillis(now - 1000)
            .setEndsEpochMillis(now + 86_400_000)
            .build();
    sales.put(saleId, sale);
    return sale;
  }

  public DeliverResponse deliver(String replyTo, DeliverRequest request) {
    DeliverResponse response =
        ResultsGrpc.newBlockingStub(channel(replyTo))
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
            .withDeadlineAfter(5, TimeUnit.SECONDS)
            .deliver(request);
    if (remember) {
      verdicts.add(response);
    }
    return response;
  }

  private Metadata headers() {
    Metadata headers = new Metadata();
    callsBelongTo.ifPresent(
        trace ->
            headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), trace));
    return headers;
  }

  public void stopSales() {
    server.shutdownNow();
  }

  public void startSales() {
    try {
      server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .addService(new FakeSales(sales, reservations))
              .permitKeepAliveTime(5, TimeUnit.SECONDS)
              .build()
              .start();
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void consume() {
    try (consumer) {
      while (true) {
        Map<String, List<SeckillRequest>> batch =
            StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                .map(this::read)
                .collect(Collectors.groupingBy(SeckillRequest::getReplyTo));
        batch.forEach(this::answer);
      }
    } catch (WakeupException e) {
      // Closed.
    }
  }

  private void answer(String replyTo, List<SeckillRequest> requests) {
    if (remember) {
      seen.addAll(requests);
    }
    DeliverRequest.Builder batch =
        DeliverRequest.newBuilder()
            .setGatewayIncarnation(requests.get(0).getGatewayIncarnation())
            .setSalesAddress(address());
    requests.forEach(request -> decision.apply(request).ifPresent(batch::addResults));
    if (batch.getResultsCount() == 0) {
      return;
    }
    try {
      deliver(replyTo, batch.build());
    } catch (io.grpc.StatusRuntimeException e) {
      // A gateway of an earlier test that is gone.
    }
  }

  private ManagedChannel channel(String address) {
    return gateways.computeIfAbsent(
        address, to -> NettyChannelBuilder.forTarget(to).usePlaintext().build());
  }

  private SeckillRequest read(ConsumerRecord<byte[], byte[]> record) {
    try {
      SeckillRequest request = SeckillRequest.parseFrom(record.value());
      if (remember) {
        partitions.put(request.getRequestId(), record.partition());
        Header traceparent = record.headers().lastHeader("traceparent");
        if (traceparent != null) {
          traceparents.put(request.getRequestId(), new String(traceparent.value(), US_ASCII));
        }
      }
      return request;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    server.shutdownNow();
    gateways.values().forEach(ManagedChannel::shutdownNow);
  }
}
