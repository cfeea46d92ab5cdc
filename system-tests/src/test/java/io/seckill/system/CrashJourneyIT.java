package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One process dies in the middle of a sale, without warning, and is started again. Shoppers may be
 * refused or told nothing meanwhile; what they were told must be true all the same.
 */
@ExtendWith(CrashStack.Shared.class)
class CrashJourneyIT {

  private static final int SHOPPERS = 2400;
  private static final int RATE = 200;

  /** Stock enough that orders are made before, while and after the process is away. */
  private static final int STOCK = 1600;

  private final CrashStack system;

  CrashJourneyIT(CrashStack system) {
    this.system = system;
  }

  @BeforeEach
  void everythingRuns() {
    system.expectWhole();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway-2",
        "seckill-1",
        "order-1",
        "notification-1",
        "stats-1",
        "Redis",
        "Kafka",
        "PostgreSQL"
      })
  void whatWasToldStaysTrueWhenAProcessIsKilled(String process) throws InterruptedException {
    SaleOptions options =
        system.sale("kill-" + process.toLowerCase(Locale.ROOT), STOCK, SHOPPERS, RATE);
    RunningSale sale = RunningSale.begin(options);
    sale.awaitTold(SHOPPERS / 4);

    system.processes().kill(process);
    assertThat(sale.isOn()).as("killed in the middle of the sale").isTrue();
    system.processes().start(process);
    SaleReport report = sale.report();

    assertThat(report.violations()).isEmpty();
    assertThat(report.told()).hasSize(SHOPPERS);
    assertThat(report.count(Answer.SUCCESS)).isPositive();
    AuditReport audit = system.audit(options.saleId());
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
  }
}
