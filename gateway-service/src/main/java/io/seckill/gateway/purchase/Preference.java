package io.seckill.gateway.purchase;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a shopper wants to wait: header {@code Prefer} of RFC 7240. What is not understood is
 * ignored, as the RFC asks.
 *
 * @param async answer 202 rather than wait to the end
 * @param waitSeconds how long to wait, 0 where not named; bounded, 1 to 10
 */
record Preference(boolean async, int waitSeconds) {

  static final Preference NONE = new Preference(false, 0);

  private static final int WAIT_SECONDS_MAX = 10;

  static Preference of(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      return NONE;
    }
    boolean async = false;
    int wait = 0;
    for (String header : headers) {
      for (String preference : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        String text = preference.strip();
        if (text.equals("respond-async")) {
          async = true;
        } else if (text.startsWith("wait=") && wait == 0) {
          wait = seconds(text.substring("wait=".length()));
        }
      }
    }
    return new Preference(async, wait);
  }

  /** Milliseconds from admission to the deadline. */
  int budgetMillis(int defaultMillis) {
    if (waitSeconds == 0) {
      return defaultMillis;
    }
    // Who gets 202 after the wait finds the request still waiting then.
    return waitSeconds * 1_000 + (async ? defaultMillis : 0);
  }

  /** Value of {@code Preference-Applied} where the whole was waited for; null where nothing was. */
  @Nullable String appliedToWait() {
    return waitSeconds > 0 ? "wait=" + waitSeconds : null;
  }

  /** Value of {@code Preference-Applied} of a 202. */
  String appliedToAccept() {
    return waitSeconds > 0 ? "respond-async, wait=" + waitSeconds : "respond-async";
  }

  private static int seconds(String text) {
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return Math.min(Integer.parseInt(text), WAIT_SECONDS_MAX);
  }
}
