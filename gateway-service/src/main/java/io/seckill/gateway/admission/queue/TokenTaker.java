package io.seckill.gateway.admission.queue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.TokenRoll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rolls out of the queue into the store, ahead of need. A roll is acknowledged first and used
 * then: one whose acknowledgement is not certain is thrown away, so no token is used twice.
 */
final class TokenTaker {

  private static final Logger log = LoggerFactory.getLogger(TokenTaker.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = 200_000_000;
  private static final long AGAIN_NANOS = 500_000_000;

  private final Admin admin;
  private final QueueClients clients;
  private final TokenQueue queue;
  private final String name;
  private final TokenStore store;
  private final HeldShare share;
  private volatile boolean running;
  private volatile boolean asleep;
  private volatile long lost;
  private @Nullable Thread thread;

  TokenTaker(
      Admin admin,
      QueueClients clients,
      TokenQueue queue,
      String name,
      TokenStore store,
      HeldShare share) {
    this.admin = admin;
    this.clients = clients;
    this.queue = queue;
    this.name = name;
    this.store = store;
    this.share = share;
  }

  /** Tokens taken whose acknowledgement was not certain. */
  long lost() {
    return lost;
  }

  /** The store runs low; cheap, and never blocks. */
  void call() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  /** Below this the store runs low. */
  long low() {
    return share.limit() / 2;
  }

  void start() {
    running = true;
    Thread started = new Thread(this::run, "token-taker");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  void stop() {
    running = false;
    Thread ending = thread;
    if (ending == null) {
      return;
    }
    LockSupport.unpark(ending);
    try {
      ending.join(POLL.plus(COMMIT_WITHIN).plus(CLOSE_WITHIN).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      ShareConsumer<byte[], byte[]> consumer = clients.taker(name);
      try {
        consumer.subscribe(List.of(queue.topic()));
        while (running) {
          keepUp(consumer);
        }
      } catch (InterruptException e) {
        log.debug("Interrupted: {}", e.getMessage());
      } catch (KafkaException | IllegalStateException e) {
        log.warn("Tokens could not be taken; tries anew: {}", e.toString());
        LockSupport.parkNanos(AGAIN_NANOS);
      } finally {
        close(consumer);
      }
    }
  }

  private static void close(ShareConsumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CLOSE_WITHIN);
    } catch (KafkaException e) {
      log.debug("Closed without saying goodbye", e);
    }
  }

  private void keepUp(ShareConsumer<byte[], byte[]> consumer) {
    share.refresh(admin);
    long limit = share.limit();
    store.trim(limit);
    if (store.held() <= low() && (limit > 0 || share.gateways() == 0)) {
      // Without a share yet it polls all the same: that is how it joins the group.
      take(consumer, limit);
    } else {
      asleep = true;
      if (store.held() > low() && running) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      asleep = false;
    }
  }

  private void take(ShareConsumer<byte[], byte[]> consumer, long limit) {
    ConsumerRecords<byte[], byte[]> rolls = consumer.poll(POLL);
    if (rolls.isEmpty()) {
      return;
    }
    long room = limit - store.held();
    long taken = 0;
    for (ConsumerRecord<byte[], byte[]> rolled : rolls) {
      int tokens = tokens(rolled);
      boolean fits = taken + tokens <= room;
      consumer.acknowledge(rolled, fits ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
      taken += fits ? tokens : 0;
    }
    if (taken > 0 && isCertain(consumer)) {
      store.put(taken);
    } else {
      lost += taken;
    }
  }

  private static boolean isCertain(ShareConsumer<byte[], byte[]> consumer) {
    var partitions = consumer.commitSync(COMMIT_WITHIN).values();
    return !partitions.isEmpty() && partitions.stream().allMatch(error -> error.isEmpty());
  }

  private static int tokens(ConsumerRecord<byte[], byte[]> rolled) {
    try {
      return Math.max(0, TokenRoll.parseFrom(rolled.value()).getTokens());
    } catch (InvalidProtocolBufferException e) {
      log.warn("Skipped {}@{}: {}", rolled.topic(), rolled.offset(), e.getMessage());
      return 0;
    }
  }
}
