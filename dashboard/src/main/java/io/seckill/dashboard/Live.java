package io.seckill.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Samples once a second and tells all open pages: an event is computed once, however many follow,
 * and not at all while nobody does. Stops before the web server begins to drain, so that open pages
 * do not hold up a shutdown.
 */
final class Live implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Live.class);

  static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(10);

  private final Sampler sampler;
  private final Troubles troubles;
  private final JsonMapper json;
  private final int streamsMax;
  private final AtomicInteger streams = new AtomicInteger();
  private final Sinks.Many<ServerSentEvent<String>> events =
      Sinks.many().multicast().directBestEffort();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile boolean running;
  private @Nullable ScheduledExecutorService thread;

  Live(Sampler sampler, List<HealthWatch> watches, Clock clock, JsonMapper json, int streamsMax) {
    this.sampler = sampler;
    this.troubles = new Troubles(watches, clock);
    this.json = json;
    this.streamsMax = streamsMax;
  }

  /**
   * One page's stream: an event {@code sample} a second, comments in between so that a dead
   * connection is noticed even while a supplier hangs. Whoever calls this must subscribe.
   *
   * @throws TooManyStreams where the bound is reached or this service is stopping
   */
  Flux<ServerSentEvent<String>> open() {
    if (streams.incrementAndGet() > streamsMax || !running) {
      streams.decrementAndGet();
      throw new TooManyStreams(streamsMax);
    }
    ServerSentEvent<String> greeting =
        ServerSentEvent.<String>builder().retry(RECONNECT_AFTER).comment("live").build();
    Flux<ServerSentEvent<String>> heartbeats =
        Flux.interval(HEARTBEAT_EVERY)
            .onBackpressureDrop()
            .map(n -> ServerSentEvent.<String>builder().comment("still here").build());
    return Flux.concat(
            Flux.just(greeting), Flux.merge(events.asFlux().onBackpressureLatest(), heartbeats))
        .takeUntilOther(closing.asMono())
        .doFinally(end -> streams.decrementAndGet());
  }

  /** What the last event said, or would have said. */
  Event latest() {
    return Event.of(sampler.latest(), troubles.now());
  }

  int openStreams() {
    return streams.get();
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread worker = new Thread(task, "dashboard-sampler");
              worker.setDaemon(true);
              return worker;
            });
    executor.scheduleWithFixedDelay(this::tick, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    thread = executor;
    running = true;
  }

  @Override
  public synchronized void stop() {
    running = false;
    closing.tryEmitEmpty();
    if (thread != null) {
      thread.shutdownNow();
      troubles.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void tick() {
    try {
      boolean followed = streams.get() > 0;
      sampler.sample(followed);
      if (followed) {
        troubles.refresh();
        String data = json.writeValueAsString(latest());
        events.tryEmitNext(ServerSentEvent.builder(data).event("sample").build());
      }
    } catch (RuntimeException e) {
      log.error("Dashboard: this second's sample failed; the next one is tried", e);
    }
  }
}
