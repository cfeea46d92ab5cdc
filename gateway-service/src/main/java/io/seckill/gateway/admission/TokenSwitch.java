package io.seckill.gateway.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.gateway.admission.bucket.Policy;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.admission.rate.AutoRate;
import io.seckill.gateway.admission.rate.TokenRate;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The source of tokens in use, which can be another one a moment later. A request that comes while
 * it changes asks the old one or the new one.
 */
final class TokenSwitch implements TokenSource, TokenSources.Rates, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TokenSwitch.class);

  private final TokenSources sources;
  private final AutoRate auto;
  private volatile TokenPlan plan;
  private volatile TokenSource current;
  private volatile boolean refused;
  private volatile @Nullable ScheduledExecutorService looks;

  TokenSwitch(TokenSources sources, AutoRate auto, TokenPlan first, MeterRegistry meters) {
    this.sources = sources;
    this.auto = auto;
    this.plan = first;
    this.current = sources.make(first, this);
    Gauge.builder("seckill.gateway.tokens.rate", this, TokenSwitch::ofAll)
        .description("Tokens that the bucket gets a second; of all gateways, where they share it")
        .register(meters);
  }

  @Override
  public boolean tryTake() {
    boolean taken = current.tryTake();
    if (!taken && !refused) {
      refused = true;
    }
    return taken;
  }

  @Override
  public long available() {
    return current.available();
  }

  @Override
  public long ofAll() {
    TokenRate rate = plan.rate();
    return rate.isAuto() ? auto.ofAll() : rate.perSecond();
  }

  @Override
  public long ofThisGateway() {
    TokenRate rate = plan.rate();
    return rate.isAuto() ? auto.ofThisGateway() : rate.perSecond();
  }

  @Override
  public Policy policy() {
    TokenPlan now = plan;
    return Policy.of(now.capacity(), ofAll());
  }

  TokenPlan plan() {
    return plan;
  }

  /** What is in use, for tests. */
  TokenSource current() {
    return current;
  }

  /**
   * Changes over; returns when the new source is in use. A bucket whose rate alone changes goes on
   * with the tokens it has; another one begins as it would at a start.
   */
  synchronized void change(TokenPlan next) {
    TokenPlan before = plan;
    if (before.equals(next)) {
      return;
    }
    if (before.differsInRateOnly(next)) {
      plan = next;
    } else {
      TokenSource old = current;
      boolean shares = before.source() == next.source();
      if (shares) {
        // The two would hold tokens of one shared bucket at once, or count as two gateways.
        stop(old);
      }
      plan = next;
      TokenSource made = sources.make(next, this);
      start(made);
      current = made;
      if (!shares) {
        stop(old);
      }
    }
    log.info("Tokens: {} instead of {}", next, before);
  }

  private void start(TokenSource source) {
    if (looks != null && source instanceof SmartLifecycle startable) {
      startable.start();
    }
  }

  private static void stop(TokenSource source) {
    if (source instanceof SmartLifecycle running) {
      running.stop();
    }
  }

  private void look() {
    try {
      boolean wanted = refused;
      refused = false;
      if (plan.rate().isAuto()) {
        auto.look(System.nanoTime(), wanted);
      }
    } catch (RuntimeException e) {
      // The executor would never call again after the first exception.
      log.warn("The rate could not be worked out: {}", e.toString());
    }
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "token-rate");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        started.scheduleWithFixedDelay(
            this::look, AutoRate.LOOK_MILLIS, AutoRate.LOOK_MILLIS, TimeUnit.MILLISECONDS);
    looks = started;
    start(current);
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService running = looks;
    looks = null;
    if (running != null) {
      running.shutdownNow();
      stop(current);
    }
  }

  @Override
  public boolean isRunning() {
    return looks != null;
  }

  /** Before the connection to Redis closes, after the web server has. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 4 * 8192;
  }
}
