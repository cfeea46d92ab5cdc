package io.seckill.system;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Shoppers who come to one sale, one after the other, as long as a test looks on. */
final class EndlessCrowd implements AutoCloseable {

  private static final int A_SECOND = 40;
  private static final int AT_ONCE_MAX = 200;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE_MAX);

  EndlessCrowd(Api gateway, String saleId) {
    Future<?> unused =
        clock.scheduleAtFixedRate(
            () -> {
              if (free.tryAcquire()) {
                gateway
                    .buy(saleId, Unique.user(), 1)
                    .sendAsync()
                    .whenComplete((told, failure) -> free.release());
              }
            },
            0,
            1_000_000 / A_SECOND,
            TimeUnit.MICROSECONDS);
  }

  /** Returns when all have been answered. */
  @Override
  public void close() {
    clock.shutdownNow();
    free.acquireUninterruptibly(AT_ONCE_MAX);
  }
}
