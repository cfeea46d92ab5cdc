package io.seckill.testing.spans;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Imported into the context of a test it keeps every span that ends there. Applications of one JVM
 * share what is kept, as they may share a consumer group.
 */
@TestConfiguration(proxyBeanMethods = false)
public class CollectedSpans {

  /** The span of a caller, as in {@link #traceparent}. */
  public static final String CALLER = "00f067aa0ba902b7";

  private static final InMemorySpanExporter ALL = InMemorySpanExporter.create();

  @Bean(destroyMethod = "")
  SpanProcessor collectedSpans() {
    return SimpleSpanProcessor.create(ALL);
  }

  /** A trace that nobody has. */
  public static String newTrace() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
  }

  /** What the caller says who has this trace sampled. */
  public static String traceparent(String trace) {
    return "00-" + trace + "-" + CALLER + "-01";
  }

  /** Those of a trace that have ended, in the order in which they did. */
  public static List<SpanData> of(String trace) {
    return ALL.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  /** Those of a trace by their names; of several with one name the last. */
  public static Map<String, SpanData> byName(String trace) {
    return of(trace).stream()
        .collect(Collectors.toMap(SpanData::getName, Function.identity(), (one, last) -> last));
  }

  /** Those that link to a trace. */
  public static List<SpanData> linkedTo(String trace) {
    return ALL.getFinishedSpanItems().stream()
        .filter(
            span ->
                span.getLinks().stream()
                    .anyMatch(link -> link.getSpanContext().getTraceId().equals(trace)))
        .toList();
  }
}
