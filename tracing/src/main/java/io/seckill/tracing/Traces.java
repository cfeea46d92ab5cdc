package io.seckill.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where traces begin and go on. Whether a request is sampled is decided before anything is made for
 * it: most are not, and each of them costs a look at a header and a random number.
 */
public final class Traces {

  private final Tracer tracer;
  private final double probability;

  /**
   * @param probability of a request that its caller says nothing of to be sampled, 0 to 1
   */
  public Traces(OpenTelemetry telemetry, double probability) {
    this.tracer = telemetry.getTracer("io.seckill");
    this.probability = probability;
  }

  /** Samples nothing. */
  public static Traces none() {
    return new Traces(OpenTelemetry.noop(), 0);
  }

  /**
   * A request comes in over HTTP. Where its caller has decided whether it is sampled, that counts;
   * else it is drawn.
   *
   * @param traceparent the header, null where there is none
   * @return null where it is not sampled
   */
  public @Nullable Trail ask(@Nullable String traceparent, String method, String route) {
    Context parent;
    if (traceparent != null) {
      SpanContext caller = Traceparent.sampled(traceparent);
      if (caller == null) {
        return null;
      }
      parent = Context.root().with(Span.wrap(caller));
    } else if (probability > 0 && ThreadLocalRandom.current().nextDouble() < probability) {
      parent = DrawnSampler.drawn();
    } else {
      return null;
    }
    Span span =
        tracer
            .spanBuilder(method + " " + route)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .setAttribute("http.route", route)
            .startSpan();
    return new Trail(tracer, span);
  }

  /**
   * Goes on where somebody left off who kept {@link Trail#traceparent}.
   *
   * @return null where that is null, or not sampled
   */
  public @Nullable Trail goOn(@Nullable String traceparent, String name, SpanKind kind) {
    SpanContext before = Traceparent.sampled(traceparent);
    if (before == null) {
      return null;
    }
    Context parent = Context.root().with(Span.wrap(before));
    return new Trail(
        tracer, tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan());
  }

  /** The same for a message that is sent to Kafka. */
  public @Nullable Trail send(@Nullable String traceparent, String topic) {
    SpanContext before = Traceparent.sampled(traceparent);
    return before == null ? null : new Trail(tracer, Span.wrap(before)).send(topic);
  }

  /** What this thread is just about, to be kept; null where that is not sampled. */
  public static @Nullable String current() {
    SpanContext now = Span.current().getSpanContext();
    return now.isValid() && now.isSampled() ? Traceparent.of(now) : null;
  }

  /** By what the caller asks for a record's trail later. */
  @FunctionalInterface
  public interface KeyOf {

    /** Null: never. Must not throw. */
    @Nullable Object record(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * A poll of Kafka begins to be processed.
   *
   * @param keyOf asked for sampled records only
   */
  public TracedBatch batch(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, KeyOf keyOf) {
    TracedBatch.Builder batch = null;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SpanContext sender = sender(record.headers());
      if (sender == null) {
        continue;
      }
      Object key = keyOf.record(record);
      if (key != null) {
        batch = batch == null ? new TracedBatch.Builder(tracer, topic, records.size()) : batch;
        batch.add(key, sender, record);
      }
    }
    return batch == null ? TracedBatch.NONE : batch.begin();
  }

  /** The trace of what {@link Trail#traceparent} was kept of; null where there is none. */
  public static @Nullable String traceId(@Nullable String traceparent) {
    SpanContext before = Traceparent.sampled(traceparent);
    return before == null ? null : before.getTraceId();
  }

  static @Nullable String traceId(Headers headers) {
    SpanContext sender = sender(headers);
    return sender == null ? null : sender.getTraceId();
  }

  private static @Nullable SpanContext sender(Headers headers) {
    Header header = headers.lastHeader(Traceparent.NAME);
    return header == null || header.value() == null
        ? null
        : Traceparent.sampled(new String(header.value(), US_ASCII));
  }
}
