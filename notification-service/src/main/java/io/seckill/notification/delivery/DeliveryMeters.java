package io.seckill.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** The figures of delivery, as the dashboard and Prometheus read them. */
final class DeliveryMeters {

  private final Counter sent;
  private final Counter retried;
  private final Counter dead;
  private final Timer delay;

  DeliveryMeters(MeterRegistry meters, SmsQueue queue) {
    this.sent =
        Counter.builder("seckill.notification.sent")
            .description("Messages that the provider has taken")
            .register(meters);
    this.retried =
        Counter.builder("seckill.notification.retried")
            .description("Attempts that failed and will be repeated")
            .register(meters);
    this.dead =
        Counter.builder("seckill.notification.dead")
            .description("Messages given up")
            .register(meters);
    this.delay =
        Timer.builder("seckill.notification.delay")
            .description("Time from the event's arrival here to the provider's taking the message")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    Gauge.builder("seckill.notification.pending", queue, DeliveryMeters::pending)
        .description("Messages that wait to be sent, by the database; absent while it is away")
        .register(meters);
  }

  private static double pending(SmsQueue queue) {
    try {
      return queue.pending();
    } catch (DataAccessException e) {
      // Not known, which is what NaN means to whoever asks; delivery says in the log why.
      return Double.NaN;
    }
  }

  void count(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      switch (attempt.status()) {
        case SENT -> {
          sent.increment();
          delay.record(Duration.between(attempt.sms().createdAt(), attempt.at()));
        }
        case PENDING -> retried.increment();
        case DEAD -> dead.increment();
      }
    }
  }
}
