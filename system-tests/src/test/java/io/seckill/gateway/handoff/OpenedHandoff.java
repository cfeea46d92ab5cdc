package io.seckill.gateway.handoff;

import io.seckill.system.simulation.Wiring;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;

/** Opens the gateway's way to Kafka to the simulator: its publisher is called, not a thread. */
public final class OpenedHandoff {

  private final Producer<byte[], byte[]> producer;
  private final List<Handoff> batch = new ArrayList<>();
  private final RequestQueue queue;
  private final Ledger ledger;

  public OpenedHandoff(
      Producer<byte[], byte[]> producer, ReplyTo replyTo, Clock clock, LongSupplier nanoTime) {
    this.producer = producer;
    this.queue =
        new RequestQueue(
            Wiring.settings(HandoffSettings.class),
            () -> producer,
            () -> replyTo,
            new Lanes(Wiring.settings(LaneSettings.class)),
            nanoTime,
            0);
    this.ledger = new Ledger(() -> producer, clock, 0);
    ledger.start();
  }

  public RequestQueue queue() {
    return queue;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What the publisher's thread does at each look. */
  public boolean publish() {
    return queue.sendWaiting(producer, batch);
  }
}
