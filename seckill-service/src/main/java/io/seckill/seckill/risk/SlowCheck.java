package io.seckill.seckill.risk;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a scoring service that is asked about each request: holds it up and refuses nobody. By
 * default it takes no time.
 *
 * @param millis how long, 0 for not at all
 * @param pause what takes so many nanoseconds
 */
record SlowCheck(int millis, LongConsumer pause) implements RiskRule {

  SlowCheck(int millis) {
    this(millis, LockSupport::parkNanos);
  }

  @Override
  public @Nullable Result refuse(Request request, Sale sale, long nowMillis) {
    if (millis > 0) {
      pause.accept(TimeUnit.MILLISECONDS.toNanos(millis));
    }
    return null;
  }
}
