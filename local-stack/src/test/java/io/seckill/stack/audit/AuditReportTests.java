package io.seckill.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.AuditReport.Verdict;
import io.seckill.stack.audit.FactsInTheMaking.Order;
import io.seckill.stack.audit.FactsInTheMaking.Units;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an audit of all guarantees finds, and how it is shown. */
class AuditReportTests {

  private final FactsInTheMaking sale = new FactsInTheMaking();

  @Test
  void findsNothingWhereAllIsWell() {
    List<Finding> findings = Audit.findings(List.of(sale.facts()));

    assertThat(findings).extracting(Finding::guarantee).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(findings).allSatisfy(finding -> assertThat(finding.offences()).isEmpty());
  }

  @Test
  void showsTheFirstTwentyOffencesAndSaysHowManyMore() {
    sale.orders.clear();
    for (int i = 0; i < 25; i++) {
      sale.orders.put("r-%02d".formatted(i), new Order(new Units("u" + i, 1), "PAID"));
    }
    AuditReport report = new AuditReport("", Audit.findings(List.of(sale.facts())));

    String table = AuditTable.of(report);

    assertThat(report.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(table).contains("VIOLATED 1 no oversell", "… and 7 more");
    assertThat(table).contains("units sold 25, stock 10");
  }

  @Test
  void ofASystemThatHasNotSettledItSaysThatAndNothingElse() {
    AuditReport report =
        new AuditReport("3 events wait in the outbox", Audit.findings(List.of(sale.facts())));

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_SETTLED);
    assertThat(AuditTable.of(report))
        .contains("NOT SETTLED: 3 events wait in the outbox.", "(so far: nothing found)")
        .doesNotContain("All guarantees hold.");
    assertThat(AuditCommand.toJson(report)).contains("\"holds\" : false", "3 events wait");
  }

  @Test
  void whatItFindsOfASystemThatHasNotSettledIsNoVerdictEither() {
    sale.orders.remove("r-ann");
    AuditReport report =
        new AuditReport("3 events wait in the outbox", Audit.findings(List.of(sale.facts())));

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_SETTLED);
    assertThat(AuditTable.of(report))
        .contains("3 findings, which may be work in progress")
        .doesNotContain("VIOLATED: ");
  }

  @Test
  void keepsAThousandOffencesAndCountsTheRest() {
    sale.orders.clear();
    for (int i = 0; i < 1500; i++) {
      sale.orders.put("r-" + i, new Order(new Units("u" + i, 1), "PAID"));
    }
    Finding finding = Audit.findings(List.of(sale.facts())).get(2);

    assertThat(finding.offences()).hasSize(1000);
    assertThat(finding.offencesInAll()).isEqualTo(1502);
  }

  @Test
  void jsonCarriesEveryFindingWithItsFiguresAndOffences() {
    sale.remaining = 6;

    String json = AuditCommand.toJson(new AuditReport("", Audit.findings(List.of(sale.facts()))));

    Map<?, ?> read = JsonMapper.shared().readValue(json, Map.class);
    assertThat(read.get("holds")).isEqualTo(false);
    assertThat((List<?>) read.get("findings")).hasSize(6);
    assertThat(json).contains("\"id\" : \"phone\"").contains("9 (expected: 10)");
  }
}
