package io.seckill.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;

/**
 * One span of a sampled request, and the way to those below it. Whoever has none has a request that
 * is not sampled: there is no trail that does nothing. Any thread may use it; after its end only
 * reading counts.
 */
public final class Trail {

  private final Tracer tracer;
  private final Span span;

  Trail(Tracer tracer, Span span) {
    this.tracer = tracer;
    this.span = span;
  }

  /** A span below this one, begun now. */
  public Trail below(String name, SpanKind kind) {
    return new Trail(tracer, builder(name, kind).startSpan());
  }

  /** A message on its way to Kafka, below this span, from now to {@link #end}. */
  public Trail send(String topic) {
    return new Trail(
        tracer,
        Messaging.of(builder("send " + topic, SpanKind.PRODUCER), topic, "send").startSpan());
  }

  private SpanBuilder builder(String name, SpanKind kind) {
    return tracer.spanBuilder(name).setParent(context()).setSpanKind(kind);
  }

  /** Notes an attribute; names are those of OpenTelemetry's conventions, or begin with seckill. */
  public Trail note(String name, String value) {
    span.setAttribute(name, value);
    return this;
  }

  /** The same of a number. */
  public Trail note(String name, long value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Notes that what this thread does has to do with this span, though it is another trace. */
  public void linkToCurrent() {
    SpanContext other = Span.current().getSpanContext();
    if (other.isValid()) {
      span.addLink(other);
    }
  }

  /** Has whoever reads the message go on here. */
  public void into(Headers headers) {
    headers.add(Traceparent.NAME, traceparent().getBytes(US_ASCII));
  }

  /** What another process goes on by, 55 characters. */
  public String traceparent() {
    return Traceparent.of(span.getSpanContext());
  }

  /** 32 hexadecimal digits, the same in all services. */
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  SpanContext spanContext() {
    return span.getSpanContext();
  }

  Context context() {
    return Context.root().with(span);
  }

  /** Calls by gRPC and lines of the log that come of this work belong to this span. */
  public <T> T answerWithin(Supplier<T> work) {
    try (Scope scope = context().makeCurrent()) {
      return work.get();
    }
  }

  /** The same of work that answers nothing. */
  public void within(Runnable work) {
    try (Scope scope = context().makeCurrent()) {
      work.run();
    }
  }

  /** Notes that it went wrong. */
  public void failed(Throwable why) {
    span.setStatus(StatusCode.ERROR, why.toString());
  }

  /** Over; the first end counts. */
  public void end() {
    span.end();
  }
}
