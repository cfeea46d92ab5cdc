package io.seckill.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and what the message is from now on.
 *
 * @param sms the message
 * @param status its new status
 * @param at when the attempt ended; for {@code PENDING} when the next one may begin
 * @param error what went wrong, null where nothing did
 */
record Attempt(Sms sms, Status status, Instant at, @Nullable String error) {

  /** The life of a message. */
  enum Status {
    PENDING,
    SENT,
    DEAD
  }
}
