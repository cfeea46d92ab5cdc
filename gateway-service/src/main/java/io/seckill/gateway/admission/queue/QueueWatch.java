package io.seckill.gateway.admission.queue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.TokenRoll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the queue of tokens stands, as the broker says. Every call waits, two seconds at most. */
final class QueueWatch {

  private static final Logger log = LoggerFactory.getLogger(QueueWatch.class);

  private static final long TAIL_RECORDS = 500;

  private static final Duration READ_WITHIN = Duration.ofSeconds(2);

  /** The broker's own lower bound: rolls in the hands of a gateway that died come back then. */
  private static final String LOCK_MILLIS = "15000";

  private final Admin admin;
  private final QueueClients clients;
  private final TokenQueue queue;

  QueueWatch(Admin admin, QueueClients clients, TokenQueue queue) {
    this.admin = admin;
    this.clients = clients;
    this.queue = queue;
  }

  /** Settings of the group: only what is committed is taken, and from the very first roll on. */
  void prepare() {
    waitFor(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.GROUP, queue.takers()),
                    List.of(
                        set("share.isolation.level", "read_committed"),
                        set("share.auto.offset.reset", "earliest"),
                        set("share.record.lock.duration.ms", LOCK_MILLIS))))
            .all());
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  /** The offset behind the last record, committed or not: it moves as long as someone generates. */
  long end() {
    return offset(OffsetSpec.latest());
  }

  /** Asks what was taken, without waiting for the answer. */
  KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> ask() {
    ListShareGroupOffsetsSpec ours =
        new ListShareGroupOffsetsSpec().topicPartitions(List.of(queue.partition()));
    return admin
        .listShareGroupOffsets(Map.of(queue.takers(), ours))
        .partitionsToOffsetInfo(queue.takers());
  }

  /** Brings the book up to an answer that has come; one that failed tells nothing. */
  void enter(KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> answer, QueueBook book) {
    if (answer.isCompletedExceptionally()) {
      log.debug("What was taken from the queue of tokens is not known");
      return;
    }
    SharePartitionOffsetInfo taken = waitFor(answer).get(queue.partition());
    if (taken != null) {
      enter(taken, book);
    }
  }

  private static void enter(SharePartitionOffsetInfo taken, QueueBook book) {
    book.taken(taken.startOffset(), taken.lag().map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  /** Forgets rolls that are too old to be kept; the group notices only when someone takes. */
  void lookForExpired(QueueBook book) {
    book.expired(offset(OffsetSpec.earliest()));
  }

  /** A book of all that stands in the queue; nobody else may be filling it. */
  QueueBook read() {
    SharePartitionOffsetInfo taken = waitFor(ask()).get(queue.partition());
    // Where all was taken, the last rolls tell which numbers come next.
    long tail = Math.max(0, end() - TAIL_RECORDS);
    QueueBook book = readFrom(taken == null ? 0 : Math.min(taken.startOffset(), tail));
    if (taken != null) {
      enter(taken, book);
    }
    return book;
  }

  private QueueBook readFrom(long offset) {
    QueueBook book = new QueueBook();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      var partitions = List.of(queue.partition());
      reader.assign(partitions);
      long end = reader.endOffsets(partitions).getOrDefault(queue.partition(), 0L);
      reader.seek(queue.partition(), Math.min(offset, end));
      long giveUp = System.nanoTime() + READ_WITHIN.toNanos();
      while (reader.position(queue.partition()) < end) {
        reader.poll(Duration.ofMillis(200)).forEach(rolled -> enter(book, rolled));
        if (System.nanoTime() > giveUp) {
          throw new TimeoutException("The queue of tokens could not be read to its end");
        }
      }
    }
    return book;
  }

  private static void enter(QueueBook book, ConsumerRecord<byte[], byte[]> rolled) {
    try {
      TokenRoll roll = TokenRoll.parseFrom(rolled.value());
      book.continueFrom(roll.getFirst());
      book.added(rolled.offset(), roll.getTokens());
    } catch (InvalidProtocolBufferException e) {
      log.warn("Skipped {}@{}: {}", rolled.topic(), rolled.offset(), e.getMessage());
    }
  }

  private long offset(OffsetSpec which) {
    return waitFor(
            admin.listOffsets(Map.of(queue.partition(), which)).partitionResult(queue.partition()))
        .offset();
  }

  private static <T> T waitFor(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }
}
