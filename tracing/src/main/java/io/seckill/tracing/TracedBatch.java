package io.seckill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One poll of Kafka at work. It has a span in the trace of each sampled record, and one for all of
 * them, in a trace of its own, that links to the senders; those of the records link to it. A batch
 * without a sampled record has none.
 */
public final class TracedBatch implements AutoCloseable {

  static final TracedBatch NONE = new TracedBatch(null, Map.of());

  private final @Nullable Trail own;
  private final Map<Object, Trail> sampled;

  private TracedBatch(@Nullable Trail own, Map<Object, Trail> sampled) {
    this.own = own;
    this.sampled = sampled;
  }

  /** A batch without a sampled record. */
  public static TracedBatch none() {
    return NONE;
  }

  /** Whether no record of it is sampled. */
  public boolean isEmpty() {
    return sampled.isEmpty();
  }

  /** The trail of the record with this key; null where it is not sampled. */
  public @Nullable Trail of(Object key) {
    return sampled.isEmpty() ? null : sampled.get(key);
  }

  /** What another process, or a later time, goes on by; null where the record is not sampled. */
  public @Nullable String traceparent(Object key) {
    Trail trail = of(key);
    return trail == null ? null : trail.traceparent();
  }

  /** Calls by gRPC and lines of the log that come of this work belong to the whole batch. */
  public void within(Runnable work) {
    if (own == null) {
      work.run();
    } else {
      own.within(work);
    }
  }

  /** Does all the work of the batch, which ends with it. */
  public void run(Runnable work) {
    try {
      within(work);
    } catch (RuntimeException e) {
      failed(e);
      throw e;
    } finally {
      close();
    }
  }

  /**
   * Does a step of the whole batch: a span in the trace of each sampled record. The batch's own
   * trace has none, since it would only say the same again.
   */
  public void step(String name, SpanKind kind, Runnable work) {
    if (own == null) {
      work.run();
      return;
    }
    List<Trail> all = new ArrayList<>(sampled.size());
    sampled.values().forEach(trail -> all.add(trail.below(name, kind)));
    try {
      own.within(work);
    } catch (RuntimeException e) {
      all.forEach(trail -> trail.failed(e));
      throw e;
    } finally {
      all.forEach(Trail::end);
    }
  }

  /** Notes that it went wrong; it will come again. */
  public void failed(Throwable why) {
    if (own != null) {
      own.failed(why);
      sampled.values().forEach(trail -> trail.failed(why));
    }
  }

  /** Done. */
  @Override
  public void close() {
    if (own != null) {
      sampled.values().forEach(Trail::end);
      own.end();
    }
  }

  /** Made as soon as there is one sampled record. */
  static final class Builder {

    private record Sampled(Object key, SpanContext sender, ConsumerRecord<byte[], byte[]> record) {}

    private final Tracer tracer;
    private final String topic;
    private final int records;
    private final List<Sampled> sampled = new ArrayList<>();

    Builder(Tracer tracer, String topic, int records) {
      this.tracer = tracer;
      this.topic = topic;
      this.records = records;
    }

    void add(Object key, SpanContext sender, ConsumerRecord<byte[], byte[]> record) {
      sampled.add(new Sampled(key, sender, record));
    }

    TracedBatch begin() {
      SpanBuilder whole =
          consumer("process batch " + topic, DrawnSampler.drawn())
              .setAttribute(Messaging.BATCH_SIZE, records);
      sampled.forEach(one -> whole.addLink(one.sender()));
      Trail own = new Trail(tracer, whole.startSpan());
      Map<Object, Trail> trails = new HashMap<>();
      // One that is twice in a batch is worked on once.
      sampled.forEach(one -> trails.computeIfAbsent(one.key(), key -> trail(one, own)));
      return new TracedBatch(own, trails);
    }

    private Trail trail(Sampled one, Trail own) {
      Context sender = Context.root().with(Span.wrap(one.sender()));
      Span span =
          consumer("process " + topic, sender)
              .setAttribute(Messaging.PARTITION, String.valueOf(one.record().partition()))
              .setAttribute(Messaging.OFFSET, one.record().offset())
              .addLink(own.spanContext())
              .startSpan();
      return new Trail(tracer, span);
    }

    private SpanBuilder consumer(String name, Context parent) {
      SpanBuilder span = tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.CONSUMER);
      return Messaging.of(span, topic, "process");
    }
  }
}
