package io.seckill.order.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.order.outbox.OutboxTable.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What the outbox tells of itself: {@code seckill.order.outbox.backlog} in events and {@code
 * seckill.order.outbox.age} of the oldest in seconds, 0 where there is none; both of the whole
 * database, not of one instance, and NaN while it cannot be asked.
 */
@Component
class OutboxMeters {

  private static final Logger log = LoggerFactory.getLogger(OutboxMeters.class);

  private final OutboxTable table;
  private final Clock clock;
  private volatile @Nullable Backlog backlog;

  OutboxMeters(OutboxTable table, Clock clock, MeterRegistry meters) {
    this.table = table;
    this.clock = clock;
    Gauge.builder("seckill.order.outbox.backlog", this::events)
        .description("Events that topic orders does not have yet")
        .register(meters);
    Gauge.builder("seckill.order.outbox.age", this::ageSeconds)
        .description("Age of the oldest event that topic orders does not have yet")
        .baseUnit("seconds")
        .register(meters);
  }

  @Scheduled(fixedDelay = 1000)
  void sample() {
    try {
      backlog = table.backlog();
    } catch (DataAccessException e) {
      backlog = null;
      log.debug("The outbox cannot be counted", e);
    }
  }

  private double events() {
    Backlog sampled = backlog;
    return sampled == null ? Double.NaN : sampled.events();
  }

  private double ageSeconds() {
    Backlog sampled = backlog;
    if (sampled == null) {
      return Double.NaN;
    }
    Instant oldest = sampled.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
