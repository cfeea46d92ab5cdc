package io.seckill.notification.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt. */
sealed interface SmsResult {

  /** The provider has taken it. */
  record Sent() implements SmsResult {}

  /**
   * It did not work this time, or nobody knows whether it did.
   *
   * @param reason why, for the log and the API
   * @param retryAfter how long the provider asks to be left alone
   */
  record Failed(String reason, Optional<Duration> retryAfter) implements SmsResult {}

  /**
   * The provider will never take this message.
   *
   * @param reason why, for the log and the API
   */
  record Refused(String reason) implements SmsResult {}
}
