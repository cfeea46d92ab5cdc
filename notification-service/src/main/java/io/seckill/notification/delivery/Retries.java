package io.seckill.notification.delivery;

import io.seckill.notification.delivery.Attempt.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a message is after an attempt: sent, dead, or to be tried again and when. */
final class Retries {

  private static final Logger log = LoggerFactory.getLogger(Retries.class);

  private final Backoff backoff;
  private final int triesMax;
  private final Clock clock;

  Retries(Backoff backoff, DeliverySettings settings, Clock clock) {
    this.backoff = backoff;
    this.triesMax = settings.triesMax();
    this.clock = clock;
  }

  Attempt after(Sms sms, SmsResult result) {
    Instant now = clock.instant();
    if (result instanceof SmsResult.Sent) {
      return new Attempt(sms, Status.SENT, now, null);
    }
    if (result instanceof SmsResult.Refused refused) {
      sms.write(() -> log.warn("{} given up: {}", sms.idempotencyKey(), refused.reason()));
      return new Attempt(sms, Status.DEAD, now, refused.reason());
    }
    SmsResult.Failed failed = (SmsResult.Failed) result;
    if (sms.attempt() >= triesMax) {
      sms.write(
          () ->
              log.warn(
                  "{} given up after {} tries: {}",
                  sms.idempotencyKey(),
                  sms.attempt(),
                  failed.reason()));
      return new Attempt(sms, Status.DEAD, now, failed.reason());
    }
    Duration pause = backoff.pauseAfter(sms.attempt(), failed.retryAfter().orElse(Duration.ZERO));
    if (log.isDebugEnabled()) {
      sms.write(
          () -> log.debug("{} again in {}: {}", sms.idempotencyKey(), pause, failed.reason()));
    }
    return new Attempt(sms, Status.PENDING, now.plus(pause), failed.reason());
  }
}
