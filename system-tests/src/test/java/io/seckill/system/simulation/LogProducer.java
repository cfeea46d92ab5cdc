package io.seckill.system.simulation;

import io.seckill.contracts.Topics;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.KafkaTemplate;

/** A producer of one process: what it sends arrives, or not, or later than it is waited for. */
final class LogProducer {

  /** A send that was given up reaches the broker no later than its connection's buffers live. */
  private static final int LATE_MILLIS_MAX = 2_000;

  private static final List<PartitionInfo> PARTITIONS =
      Collections.nCopies(12, new PartitionInfo(Topics.REQUESTS, 0, null, null, null));

  private final World world;
  private final Log log;
  private final Machine machine;
  private final Sabotage sabotage;

  LogProducer(World world, Log log, Machine machine, Sabotage sabotage) {
    this.world = world;
    this.log = log;
    this.machine = machine;
    this.sabotage = sabotage;
  }

  /** For who waits for each send: the callback comes before the send returns. */
  KafkaTemplate<byte[], byte[]> template(Templates templates) {
    return templates.over(producer(this::sendAndWait));
  }

  /** For who must not be held: the callback comes by itself. */
  Producer<byte[], byte[]> producer() {
    return producer(this::sendAndGoOn);
  }

  private interface Send {
    void send(ProducerRecord<byte[], byte[]> record, Callback callback);
  }

  @SuppressWarnings("unchecked")
  private static Producer<byte[], byte[]> producer(Send send) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            LogProducer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, args) -> {
              if (method.getName().equals("send")) {
                send.send(
                    (ProducerRecord<byte[], byte[]>) args[0],
                    args.length > 1 ? (Callback) args[1] : (metadata, error) -> {});
                return NEVER_ASKED;
              }
              // The log itself chooses the partition; a producer only knows how many there are.
              return method.getName().equals("partitionsFor") ? PARTITIONS : null;
            });
  }

  private static final Future<RecordMetadata> NEVER_ASKED = new CompletableFuture<>();

  private void sendAndWait(ProducerRecord<byte[], byte[]> record, Callback callback) {
    if (record.topic().equals(Topics.SIGNALS)) {
      // Hints: whoever missed all of them is only slower.
      return;
    }
    world.door(machine);
    if (sabotage.keepsFromTheLog(record)) {
      callback.onCompletion(metadata(log.nowhere()), null);
      return;
    }
    if (sabotage.acknowledgesEarly(record)) {
      world.after(world.pick(500), () -> appendIfAlive(record));
      callback.onCompletion(metadata(log.nowhere()), null);
      return;
    }
    Fate fate = fate();
    if (fate.arrivesNow) {
      append(record);
    }
    world.door(machine);
    finish(record, callback, fate);
  }

  private void sendAndGoOn(ProducerRecord<byte[], byte[]> record, Callback callback) {
    machine.requireAlive();
    if (sabotage.acknowledgesEarly(record)) {
      world.after(world.pick(500), () -> appendIfAlive(record));
      callback.onCompletion(metadata(log.nowhere()), null);
      return;
    }
    Fate fate = fate();
    int millis = world.pick(world.isCalm() || world.chance(0.7) ? 20 : 1_000);
    if (fate.arrivesNow) {
      world.after(world.pick(millis + 1), () -> append(record));
    }
    world.after(
        millis,
        () -> {
          if (machine.alive()) {
            finish(record, callback, fate);
          }
        });
  }

  private enum Fate {
    ACKNOWLEDGED(true),
    UNACKNOWLEDGED(true),
    LATE(false),
    LOST(false);

    private final boolean arrivesNow;

    Fate(boolean arrivesNow) {
      this.arrivesNow = arrivesNow;
    }
  }

  private Fate fate() {
    return world.fault(world.plan.logFaults) ? Fate.values()[1 + world.pick(3)] : Fate.ACKNOWLEDGED;
  }

  private void finish(ProducerRecord<byte[], byte[]> record, Callback callback, Fate fate) {
    if (fate == Fate.ACKNOWLEDGED) {
      callback.onCompletion(metadata(log.nowhere()), null);
      return;
    }
    world.trace.say(machine.name, "hears no acknowledgement: %s", fate);
    if (fate == Fate.LATE) {
      world.after(world.pick(LATE_MILLIS_MAX), () -> append(record));
    }
    callback.onCompletion(null, new TimeoutException("not acknowledged"));
  }

  private void appendIfAlive(ProducerRecord<byte[], byte[]> record) {
    if (machine.alive()) {
      append(record);
    }
  }

  private void append(ProducerRecord<byte[], byte[]> record) {
    ConsumerRecord<byte[], byte[]> appended =
        log.append(record.topic(), record.key(), record.value());
    if (world.trace.kept()) {
      world.trace.say(machine.name, "-> %s", Said.of(appended));
    }
  }

  private static RecordMetadata metadata(TopicPartition partition) {
    return new RecordMetadata(partition, 0, 0, 0, 0, 0);
  }
}
