package io.seckill.gateway.handoff;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.tracing.RequestLine;
import io.seckill.tracing.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes requests to the queue. A send to Kafka may hold its thread, so callers only leave the
 * request in a bounded list, and one thread sends what it finds there.
 */
public final class RequestQueue implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RequestQueue.class);

  private static final int BATCH_MAX = 1024;

  /** Between two looks while requests come; waking the thread for each one would cost more. */
  private static final long LOOK_NANOS = 500_000;

  /** Looks in vain before it sleeps until it is woken. */
  private static final int VAIN_LOOKS_MAX = 40;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  private final ArrayBlockingQueue<Handoff> waiting;
  private final KafkaPulse pulse;
  private final Supplier<Producer<byte[], byte[]>> opener;
  private final Supplier<ReplyTo> replyTo;
  private final Lanes lanes;
  private final int phase;
  private volatile int partitions;
  private volatile boolean running;
  private volatile boolean asleep;
  private @Nullable Thread thread;

  RequestQueue(
      HandoffSettings settings,
      Supplier<Producer<byte[], byte[]>> opener,
      Supplier<ReplyTo> replyTo,
      Lanes lanes,
      LongSupplier nanoTime,
      int phase) {
    this.waiting = new ArrayBlockingQueue<>(settings.queueMax());
    this.pulse = new KafkaPulse(nanoTime, settings.stuckMillis());
    this.opener = opener;
    this.replyTo = replyTo;
    this.lanes = lanes;
    this.phase = phase;
  }

  /** Whether Kafka is known to be well enough for a new request. */
  public boolean accepts() {
    return pulse.accepts();
  }

  /** Takes a request, never blocks; false where the list is full. */
  public boolean offer(Handoff handoff) {
    if (!waiting.offer(handoff)) {
      return false;
    }
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
    return true;
  }

  /** Requests that wait for the publisher thread. */
  public int depth() {
    return waiting.size();
  }

  /** Requests that the broker has taken since the start. */
  public long published() {
    return pulse.taken();
  }

  /** Requests sent and not yet acknowledged by the broker. */
  public int unacknowledged() {
    return pulse.unacknowledged();
  }

  private void publish(Producer<byte[], byte[]> producer) {
    List<Handoff> batch = new ArrayList<>(BATCH_MAX);
    int vain = 0;
    while (running || !waiting.isEmpty()) {
      if (sendWaiting(producer, batch)) {
        vain = 0;
      } else if (vain++ > VAIN_LOOKS_MAX) {
        asleep = true;
        if (waiting.isEmpty() && running) {
          LockSupport.park(this);
        }
        asleep = false;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    producer.close(CLOSE_WITHIN);
  }

  /** Sends what waits, if anything does. One thread. */
  boolean sendWaiting(Producer<byte[], byte[]> producer, List<Handoff> batch) {
    if (waiting.drainTo(batch, BATCH_MAX) == 0) {
      return false;
    }
    ReplyTo reply = replyTo.get();
    int known = partitions(producer);
    batch.forEach(handoff -> send(producer, record(handoff, reply, known), handoff));
    batch.clear();
    return true;
  }

  /** The producer knows them without asking; there may be more of them since the last batch. */
  private int partitions(Producer<byte[], byte[]> producer) {
    try {
      partitions = producer.partitionsFor(Topics.REQUESTS).size();
    } catch (KafkaException e) {
      log.debug("As many partitions as before: {}", partitions, e);
    }
    return partitions;
  }

  private void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, Handoff handoff) {
    Receipt receipt = handoff.receipt();
    if (handoff.trail() != null) {
      Trail sending = handoff.trail().send(Topics.REQUESTS);
      sending.into(record.headers());
      receipt = new TracedReceipt(receipt, sending);
    }
    send(producer, record, receipt, handoff);
  }

  private void send(
      Producer<byte[], byte[]> producer,
      ProducerRecord<byte[], byte[]> record,
      Receipt receipt,
      Handoff handoff) {
    pulse.sent();
    try {
      Future<?> unused = producer.send(record, (metadata, error) -> told(receipt, error));
    } catch (RuntimeException e) {
      RequestLine.write(
          handoff.requestId(),
          handoff.trail(),
          () -> log.warn("A request could not be handed to the Kafka producer", e));
      pulse.failed();
      receipt.notSent();
    }
  }

  private void told(Receipt receipt, @Nullable Exception error) {
    if (error == null) {
      pulse.acknowledged();
      receipt.durable();
      return;
    }
    pulse.failed();
    // Kafka reports on this very thread what it never took in, and on its own what it did.
    if (Thread.currentThread() == thread) {
      receipt.notSent();
    } else {
      receipt.unknown();
    }
  }

  private ProducerRecord<byte[], byte[]> record(Handoff handoff, ReplyTo reply, int partitions) {
    SeckillRequest request =
        SeckillRequest.newBuilder()
            .setRequestId(handoff.requestId())
            .setSaleId(handoff.saleId())
            .setUserId(handoff.userId())
            .setQuantity(handoff.quantity())
            .setDeadlineEpochMillis(handoff.deadlineEpochMillis())
            .setBudgetMillis(handoff.budgetMillis())
            .setReplyTo(reply.address())
            .setGatewayIncarnation(reply.incarnation())
            .build();
    byte[] key = handoff.userId().getBytes(StandardCharsets.UTF_8);
    int partition = lanes.partition(handoff.vip(), key, partitions);
    return new ProducerRecord<>(Topics.REQUESTS, partition, key, request.toByteArray());
  }

  @Override
  public void start() {
    Producer<byte[], byte[]> producer = opener.get();
    partitions = producer.partitionsFor(Topics.REQUESTS).size();
    lanes.requireRoomIn(partitions);
    running = true;
    Thread publisher = new Thread(() -> publish(producer), "request-publisher");
    publisher.setDaemon(true);
    thread = publisher;
    publisher.start();
  }

  @Override
  public void stop() {
    running = false;
    Thread publisher = thread;
    if (publisher == null) {
      return;
    }
    LockSupport.unpark(publisher);
    try {
      publisher.join(CLOSE_WITHIN.plusSeconds(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
