package io.seckill.gateway.admission.bucket;

import org.jspecify.annotations.Nullable;

/**
 * Gives tokens: one admits one new request. Never blocks; every implementation passes one suite.
 */
public interface TokenSource {

  /** What is available where nothing is limited. */
  long UNLIMITED = Long.MAX_VALUE;

  /** Takes a token; false, at once, where there is none. */
  boolean tryTake();

  /** Tokens that could be taken here now, for the dashboard; {@link #UNLIMITED} for no limit. */
  long available();

  /** What a refused caller is told of the limit; null where there is none. */
  default @Nullable Policy policy() {
    return null;
  }

  /** When it may be worth coming again, whole seconds, at least 1. */
  default int retryAfterSeconds() {
    return 1;
  }
}
