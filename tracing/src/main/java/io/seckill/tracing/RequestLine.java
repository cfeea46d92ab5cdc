package io.seckill.tracing;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A line of the log about one request begins with the request's id and, where it is sampled, that
 * of its trace. Both are set only while such a line is written: a request about which nobody writes
 * anything pays nothing for it.
 */
public final class RequestLine {

  /** Names by which the pattern of the log asks for them. */
  private static final String TRACE_ID = "traceId";

  private static final String REQUEST_ID = "requestId";

  /** What no id can be would forge lines; that of a record that cannot be read may be anything. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,87}");

  private RequestLine() {}

  /**
   * Writes a line, or several.
   *
   * @param requestId left out where it is null, or no id can be such
   * @param traceId {@link Trail#traceId}; null where the request is not sampled
   */
  public static void write(@Nullable String requestId, @Nullable String traceId, Runnable line) {
    answer(
        requestId,
        traceId,
        () -> {
          line.run();
          return true;
        });
  }

  /** The same by the request's trail. */
  public static void write(@Nullable String requestId, @Nullable Trail trail, Runnable line) {
    write(requestId, trail == null ? null : trail.traceId(), line);
  }

  /** The same about what came with, or was to go into, a record of Kafka. */
  public static void write(@Nullable String requestId, Headers headers, Runnable line) {
    write(requestId, Traces.traceId(headers), line);
  }

  /** The same of work that writes such lines and answers something. */
  public static <T> T answer(
      @Nullable String requestId, @Nullable String traceId, Supplier<T> work) {
    String batch = MDC.get(TRACE_ID);
    try {
      if (traceId != null) {
        // Else it stays that of the batch, if that has one.
        MDC.put(TRACE_ID, traceId);
      }
      set(REQUEST_ID, requestId != null && ID.matcher(requestId).matches() ? requestId : null);
      return work.get();
    } finally {
      set(TRACE_ID, batch);
      MDC.remove(REQUEST_ID);
    }
  }

  private static void set(String name, @Nullable String value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
