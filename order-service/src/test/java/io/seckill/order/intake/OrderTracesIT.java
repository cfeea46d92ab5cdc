package io.seckill.order.intake;

import static io.seckill.order.Entries.request;
import static io.seckill.order.Entries.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.seckill.order.Company;
import io.seckill.order.Entries;
import io.seckill.order.Ledger;
import io.seckill.order.OrderServiceTest;
import io.seckill.testing.spans.CollectedSpans;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A sampled request through order-service: out of the ledger, through the outbox, to the company.
 */
@OrderServiceTest
class OrderTracesIT {

  @Autowired Ledger ledger;
  @Autowired Company company;

  private final String sale = Entries.newSale();
  private final String trace = CollectedSpans.newTrace();

  @Test
  void goesOnThroughTheOutbox() {
    ledger.write(reserved(sale, 1, 1, 10));
    ledger.writeTraced(reserved(sale, 2, 1, 10), CollectedSpans.traceparent(trace));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> company.heardIdsOf(sale).size() == 2 && CollectedSpans.of(trace).size() == 2);
    Map<String, SpanData> spans = CollectedSpans.byName(trace);
    SpanData processed = spans.get("process seckill.reservations");
    SpanData sent = spans.get("send orders");
    assertThat(processed.getParentSpanId()).isEqualTo(CollectedSpans.CALLER);
    assertThat(sent.getParentSpanId()).isEqualTo(processed.getSpanId());
    assertThat(company.tracesOf(sale))
        .containsEntry(request(sale, 1) + ":created", "")
        .containsEntry(
            request(sale, 2) + ":created", "00-" + trace + "-" + sent.getSpanId() + "-01");
    assertThat(CollectedSpans.linkedTo(trace))
        .extracting(SpanData::getName)
        .containsExactly("process batch seckill.reservations");
  }
}
