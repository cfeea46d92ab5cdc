package io.seckill.gateway.purchase.waiting;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who waits for a request: usually a held HTTP connection. */
public abstract class Waiter extends Timed {

  private static final Logger log = LoggerFactory.getLogger(Waiter.class);

  /** Marks the place of a request that takes no more waiters. */
  static final Waiter CLOSED =
      new Waiter(Runnable::run) {
        @Override
        public void settled(Entry entry) {}

        @Override
        public void queued(Entry entry) {}

        @Override
        public void unknown(Entry entry) {}

        @Override
        protected void impatient() {}
      };

  private final Executor executor;
  @Nullable Waiter following;
  int place;

  /**
   * @param executor where it wants to be told; those of one executor are told together
   */
  protected Waiter(Executor executor) {
    this.executor = executor;
  }

  final Executor executor() {
    return executor;
  }

  /** The request reached its last state. */
  public abstract void settled(Entry entry);

  /** The broker has the request. */
  public abstract void queued(Entry entry);

  /** Its deadline passed and the cancellation could not be made durable in time. */
  public abstract void unknown(Entry entry);

  /** The time given to {@link Deadlines#wake} has come. */
  protected abstract void impatient();

  @Override
  final void due(Deadlines deadlines, long nowMillis) {
    tell(this::impatient);
  }

  /** Calls it where it wants to be called. */
  final void tell(Runnable call) {
    try {
      executor.execute(call);
    } catch (RejectedExecutionException e) {
      log.debug("An event loop ended with shoppers still waiting; their connections are gone", e);
    }
  }
}
