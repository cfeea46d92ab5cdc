package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.seckill.testing.spans.CollectedSpans;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sampled request through the gateway: in over HTTP, out to Kafka, back by gRPC. */
class RequestTracesIT extends GatewayUnderTest {

  private static final String ROUTE = "POST /api/sales/{saleId}/requests";
  private static final String DELIVER = "seckill.v1.Results/Deliver";

  private final String trace = CollectedSpans.newTrace();

  @AfterEach
  void ordinaryCalls() {
    SECKILL.callsBelongTo = Optional.empty();
  }

  @Test
  void goesOnInTheQueueWhatTheCallerHasSampled() {
    String ofBatch = CollectedSpans.newTrace();
    SECKILL.callsBelongTo = Optional.of(CollectedSpans.traceparent(ofBatch));
    // One that the gateway has to ask for.
    sale = "unasked-" + sale;
    SECKILL.sale(sale);

    String id = json(send(traced("01"))).get("requestId").stringValue();

    await().until(() -> CollectedSpans.of(trace).size() >= 3);
    Map<String, SpanData> spans = CollectedSpans.byName(trace);
    SpanData asked = spans.get(ROUTE);
    SpanData sent = spans.get("send seckill.requests");
    assertThat(spans).containsOnlyKeys(ROUTE, "send seckill.requests", "seckill.v1.Sales/GetSale");
    assertThat(asked.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(asked.getParentSpanId()).isEqualTo(CollectedSpans.CALLER);
    assertThat(asked.getAttributes().asMap().toString()).contains(id, "SUCCESS", "200");
    assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(sent.getParentSpanId()).isEqualTo(asked.getSpanId());
    assertThat(SECKILL.traceparents.get(id))
        .isEqualTo("00-" + trace + "-" + sent.getSpanId() + "-01");

    await().until(() -> CollectedSpans.byName(ofBatch).containsKey(DELIVER));
    SpanData delivered = CollectedSpans.byName(ofBatch).get(DELIVER);
    assertThat(asked.getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(delivered.getSpanContext());
  }

  @Test
  void leavesNothingOfARequestWhoseCallerDoesNotSampleIt() {
    String id = json(send(traced("00"))).get("requestId").stringValue();

    assertThat(SECKILL.traceparents).doesNotContainKey(id);
    assertThat(CollectedSpans.of(trace)).isEmpty();
  }

  @Test
  void tellsThePageUnderWhichIdTheTraceIsFound() {
    String id = json(send(traced("01"))).get("requestId").stringValue();

    assertThat(json(send(to("/dashboard/steps/" + id))).at("/0/about").asString())
        .isEqualTo("trace " + trace);
  }

  @Test
  void aSaleIsMadeWithinTheTraceOfItsCaller() {
    send(
        to("/api/sales/" + sale + "-other")
            .header("traceparent", CollectedSpans.traceparent(trace))
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"item\":\"Phone\",\"stock\":1,\"perUser\":1}")));

    await()
        .untilAsserted(
            () ->
                assertThat(CollectedSpans.byName(trace))
                    .containsKey("seckill.v1.Sales/CreateSale"));
  }

  private HttpRequest.Builder traced(String flags) {
    return purchase()
        .header("traceparent", "00-" + trace + "-" + CollectedSpans.CALLER + "-" + flags);
  }
}
