package io.seckill.notification.delivery;

import io.seckill.tracing.RequestLine;
import io.seckill.tracing.Traces;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message taken for sending.
 *
 * @param orderId the order
 * @param event what happened to it
 * @param to whom to tell: the user id. The system knows no telephone numbers; the provider, or what
 *     stands before it, knows its customers by this id
 * @param text what the shopper reads
 * @param createdAt when it was made of the event
 * @param attempt the how-manieth time it was taken, from 1
 * @param traceparent where the trace of a sampled request goes on; null for every other
 */
record Sms(
    String orderId,
    String event,
    String to,
    String text,
    Instant createdAt,
    int attempt,
    @Nullable String traceparent) {

  /** A line of the log about it. An order has the id of its request. */
  void write(Runnable line) {
    RequestLine.write(orderId, Traces.traceId(traceparent), line);
  }

  /** The same at every attempt, of every instance: the provider drops repeats by it. */
  String idempotencyKey() {
    return orderId + ":" + event;
  }
}
