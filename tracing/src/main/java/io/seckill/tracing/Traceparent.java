package io.seckill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one text by which a trace goes on in another process, by W3C Trace Context. */
final class Traceparent {

  static final String NAME = "traceparent";

  /** Up to the flags: {@code 00-<32 digits>-<16 digits>-01}. */
  private static final int LENGTH = 55;

  private static final TextMapGetter<String> WHOLE =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals(NAME) ? carrier : null;
        }
      };

  private Traceparent() {}

  /** Null where it is none, or says that its trace is not sampled. */
  static @Nullable SpanContext sampled(@Nullable String text) {
    if (text == null || text.length() < LENGTH) {
      return null;
    }
    Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), text, WHOLE);
    SpanContext context = Span.fromContext(read).getSpanContext();
    return context.isValid() && context.isSampled() ? context : null;
  }

  static String of(SpanContext context) {
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }
}
