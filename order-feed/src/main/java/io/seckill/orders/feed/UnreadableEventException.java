package io.seckill.orders.feed;

import org.jspecify.annotations.Nullable;

/** A record on the topic that no retry will make readable; the message says what is wrong. */
final class UnreadableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    this(message, null);
  }

  UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
