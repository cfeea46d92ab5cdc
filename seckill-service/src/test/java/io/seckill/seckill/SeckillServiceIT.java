package io.seckill.seckill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CreateSaleRequest;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.ListSalesRequest;
import io.seckill.contracts.v1.Outcome;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** The whole service with real Kafka and Redis; the test plays the gateway. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.grpc.server.port=0")
@Import({TestServers.class, CollectedSpans.class})
class SeckillServiceIT {

  @Autowired private ApplicationContext service;
  @Autowired private KafkaTemplate<byte[], byte[]> kafka;

  private TestSale sale;

  @BeforeEach
  void open() throws IOException {
    sale = new TestSale(service, 3);
  }

  @AfterEach
  void close() {
    sale.close();
  }

  @Test
  void tellsEachRequestItsResultAndWritesTheLedgerForSuccessesOnly() {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(sale.send("u" + i));
    }
    await().until(() -> requests.stream().allMatch(r -> !sale.gateway().resultsOf(r).isEmpty()));
    List<String> winners =
        requests.stream().filter(r -> sale.outcome(r) == Outcome.OUTCOME_SUCCESS).toList();
    assertThat(winners).hasSize(3);
    assertThat(requests.stream().filter(r -> sale.outcome(r) == Outcome.OUTCOME_SOLD_OUT))
        .hasSize(2);
    assertThat(sale.ledger().stream().map(LedgerEntry::getRequestId)).hasSameElementsAs(winners);
    assertThat(sale.state().getRemaining()).isZero();
    assertThat(sale.gateway().resultsOf(winners.get(0)).get(0).getOrderId())
        .isEqualTo(winners.get(0));
  }

  @Test
  void aUserOverTheLimitHearsOfTheEarlierOrder() {
    String first = sale.send("u");
    sale.awaitOutcome(first, Outcome.OUTCOME_SUCCESS);
    String second = sale.send("u");
    sale.awaitOutcome(second, Outcome.OUTCOME_LIMIT_EXCEEDED);
    assertThat(sale.gateway().resultsOf(second).get(0).getOrderId()).isEqualTo(first);
  }

  @Test
  void theSameRequestAgainIsToldAgainAndTakesNothing() {
    String request = sale.send("u");
    sale.awaitOutcome(request, Outcome.OUTCOME_SUCCESS);
    sale.send(request, "u", Duration.ofSeconds(5));
    await().until(() -> sale.gateway().resultsOf(request).size() == 2);
    assertThat(sale.state().getRemaining()).isEqualTo(2);
  }

  @Test
  void anExpiredRequestIsDroppedAndTakesNothing() {
    String expired = sale.newRequestId();
    sale.send(expired, "u", Duration.ofMillis(-10));
    String next = sale.send("u");
    sale.awaitOutcome(next, Outcome.OUTCOME_SUCCESS);
    assertThat(sale.gateway().resultsOf(expired)).isEmpty();
    assertThat(sale.state().getRemaining()).isEqualTo(2);
  }

  @Test
  void whatIsNoRequestGoesToTheDeadLettersAndTheRestGoesOn() {
    kafka.send(Topics.REQUESTS, "k".getBytes(UTF_8), "nonsense".getBytes(UTF_8));
    String request = sale.send("u");
    sale.awaitOutcome(request, Outcome.OUTCOME_SUCCESS);
    ConsumerRecord<byte[], byte[]> dead =
        sale.records(Topics.REQUESTS + Topics.DEAD_LETTER_SUFFIX).stream()
            .filter(r -> "nonsense".equals(new String(r.value(), UTF_8)))
            .findFirst()
            .orElseThrow();
    assertThat(dead.headers())
        .extracting(Header::key)
        .contains(
            "kafka_dlt-exception-message",
            DeadLetterHeaders.REASON,
            DeadLetterHeaders.SERVICE,
            DeadLetterHeaders.TIME,
            DeadLetterHeaders.STACK);
  }

  /** As large as a producer sends; with a letter's headers it would be larger. */
  @Test
  void whatIsTooLargeForADeadLetterHoldsUpNobody() {
    byte[] large = new byte[(1 << 20) - 200];
    kafka
        .partitionsFor(Topics.REQUESTS)
        .forEach(one -> kafka.send(Topics.REQUESTS, one.partition(), new byte[0], large).join());
    String request = sale.send("u");
    sale.awaitOutcome(request, Outcome.OUTCOME_SUCCESS);
  }

  @Test
  void aSaleIsCreatedOnceAndNeverChanged() {
    assertThat(sale.create(3)).isFalse();
    assertThatThrownBy(() -> sale.create(4))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("ALREADY_EXISTS");
    assertThatThrownBy(
            () -> sale.sales().getSale(GetSaleRequest.newBuilder().setSaleId("no").build()))
        .hasMessageContaining("NOT_FOUND");
    ListSalesRequest page = ListSalesRequest.newBuilder().setSize(500).build();
    assertThat(sale.sales().listSales(page).getItemsList())
        .extracting(s -> s.getSale().getSaleId())
        .contains(sale.id());
  }

  @Test
  void aSaleOutOfBoundsIsRefusedWithBothValues() {
    CreateSaleRequest empty =
        CreateSaleRequest.newBuilder()
            .setSale(sale.terms(0).toBuilder().setSaleId("other"))
            .build();
    assertThatThrownBy(() -> sale.sales().createSale(empty))
        .hasMessageContaining("stock: 0 (expected: 1 to 1000000000)");
  }
}
