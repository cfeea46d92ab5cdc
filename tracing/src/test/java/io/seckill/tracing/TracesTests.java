package io.seckill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TracesTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

  private String within;
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  private Traces traces(double probability) {
    return new Traces(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(new DrawnSampler())
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build(),
        probability);
  }

  @Test
  void aCallerThatHasDecidedIsFollowedWhateverTheProbability() {
    Trail asked = traces(0).ask(SAMPLED, "POST", "/api");

    assertThat(asked).isNotNull();
    assertThat(asked.traceId()).isEqualTo(TRACE);
    assertThat(traces(1).ask(UNSAMPLED, "POST", "/api")).isNull();
    assertThat(traces(1).ask("nonsense", "POST", "/api")).isNull();
    asked.end();
    assertThat(spans.getFinishedSpanItems().get(0).getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void whoeverHasNoCallerIsDrawn() {
    Traces some = traces(0.25);
    long drawn =
        IntStream.range(0, 10_000).filter(i -> some.ask(null, "POST", "/api") != null).count();

    // Six standard deviations.
    assertThat(drawn).isBetween(2_240L, 2_760L);
    assertThat(traces(0).ask(null, "POST", "/api")).isNull();
    Trail always = traces(1).ask(null, "POST", "/api");
    assertThat(always).isNotNull();
    always.end();
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void aBatchLinksToTheSendersOfItsSampledRecordsOnly() {
    ConsumerRecord<byte[], byte[]> sampled = record(1, SAMPLED);
    List<ConsumerRecord<byte[], byte[]>> poll =
        List.of(record(0, null), sampled, record(2, UNSAMPLED));

    try (TracedBatch batch = traces(0).batch("topic", poll, record -> record)) {
      assertThat(batch.of(poll.get(0))).isNull();
      assertThat(batch.of(poll.get(2))).isNull();
      assertThat(batch.traceparent(sampled)).startsWith("00-" + TRACE);
      batch.step("work", SpanKind.INTERNAL, () -> within = Traces.current());
    }

    SpanData whole = named("process batch topic", spans.getFinishedSpanItems());
    SpanData one = named("process topic", spans.getFinishedSpanItems());
    assertThat(one.getTraceId()).isEqualTo(TRACE);
    assertThat(one.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(one.getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(whole.getSpanContext());
    assertThat(whole.getTraceId()).isNotEqualTo(TRACE);
    assertThat(whole.getLinks()).hasSize(1);
    assertThat(whole.getLinks().get(0).getSpanContext().getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(spans.getFinishedSpanItems().stream().filter(span -> span.getName().equals("work")))
        .extracting(SpanData::getParentSpanId)
        .containsExactly(one.getSpanId());
    assertThat(within).startsWith("00-" + whole.getTraceId() + "-" + whole.getSpanId());
  }

  @Test
  void aBatchWithoutASampledRecordMakesNothing() {
    List<ConsumerRecord<byte[], byte[]>> poll = List.of(record(0, null), record(1, UNSAMPLED));

    TracedBatch batch = traces(1).batch("topic", poll, record -> record);

    assertThat(batch).isSameAs(TracedBatch.none());
    batch.close();
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  private static SpanData named(String name, List<SpanData> all) {
    return all.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String traceparent) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, offset, new byte[0], new byte[0]);
    if (traceparent != null) {
      record.headers().add("traceparent", traceparent.getBytes());
    }
    return record;
  }
}
