package io.seckill.gateway;

import io.seckill.gateway.admission.rate.Downstream;
import io.seckill.gateway.signal.QueueAhead;
import io.seckill.gateway.signal.WholeQueue;
import org.springframework.stereotype.Component;

/** Tells the token bucket what was heard of the queue: the rate {@code auto} follows it. */
@Component
final class BehindTheQueue implements Downstream {

  private final WholeQueue queue;

  BehindTheQueue(QueueAhead queue) {
    this.queue = queue.whole();
  }

  @Override
  public boolean isKnown() {
    return queue.isKnown();
  }

  @Override
  public double drainPerSecond() {
    return queue.drainPerSecond();
  }

  @Override
  public double tellingWaitMillis() {
    return queue.tellingWaitMillis();
  }

  @Override
  public double ownPart() {
    return queue.ownPart();
  }
}
