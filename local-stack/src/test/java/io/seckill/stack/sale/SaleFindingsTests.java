package io.seckill.stack.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.stack.sale.Violation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out where the system does not do what it told the shoppers. */
class SaleFindingsTests extends SaleOnAFakeSystem {

  @Test
  void findsASuccessThatWasToldAndIsNoOrder() throws Exception {
    system.sells(FakeSystem.Purchase::tellSuccess);

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.SUCCESS_WITHOUT_ORDER).hasSize(3);
  }

  @Test
  void findsASecondOrderBesideTheOneThatWasTold() throws Exception {
    system.sells(
        purchase -> {
          purchase.order("another-" + purchase.userId(), 1, "PENDING_PAYMENT");
          purchase.win();
        });

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.SUCCESS_WITH_OTHER_ORDER).hasSize(3);
  }

  @Test
  void findsAnOrderOfSomebodyWhoWasToldTimeout() throws Exception {
    system.sells(
        purchase -> {
          purchase.order();
          purchase.problem(504, "timeout");
        });

    SaleReport report = hold(impatient(3));

    assertThat(kinds(report)).containsOnly(Kind.FAILURE_WITH_ORDER).hasSize(3);
    assertThat(report.count(Answer.TIMEOUT)).isEqualTo(3);
    assertThat(report.settled()).isFalse();
  }

  @Test
  void aCancelledOrderIsNoOrder() throws Exception {
    system.sells(
        purchase -> {
          purchase.order("r-" + purchase.userId(), 1, "CANCELLED");
          purchase.problem(504, "timeout");
        });

    assertThat(hold(impatient(3)).agrees()).isTrue();
  }

  @Test
  void asksAfterwardsWhereTheOutcomeWasUnknown() throws Exception {
    system.sells(
        purchase -> {
          if (purchase.number() == 0) {
            purchase.order();
            purchase.leaveUnknown(503, "SUCCESS");
          } else {
            purchase.leaveUnknown(503, "TIMEOUT");
          }
        });

    SaleReport report = hold(options(5, 100));

    assertThat(report.agrees()).isTrue();
    assertThat(report.count(Answer.OUTCOME_UNKNOWN)).isEqualTo(5);
    assertThat(report.decidedLater()).containsEntry("SUCCESS", 1L).containsEntry("TIMEOUT", 4L);
  }

  @Test
  void findsARequestThatIsNeverDecided() throws Exception {
    system.sells(purchase -> purchase.leaveUnknown(202, "PENDING"));

    assertThat(kinds(hold(impatient(3)))).containsOnly(Kind.NEVER_DECIDED).hasSize(3);
  }

  @Test
  void anOrderOfSomebodyWhoHeardNothingMustBeConfirmedByItsRequest() throws Exception {
    system.sells(
        purchase -> {
          purchase.order();
          if (purchase.number() > 0) {
            purchase.confirmLater("SUCCESS");
          }
          purchase.hangUp();
        });

    SaleReport report = hold(impatient(4));

    assertThat(report.count(Answer.NO_ANSWER)).isEqualTo(4);
    assertThat(kinds(report)).containsExactly(Kind.ORDER_NOT_CONFIRMED);
  }

  @Test
  void takesNothingForGrantedThatTheContractDoesNotKnow() throws Exception {
    system.sells(
        purchase -> {
          switch (purchase.number()) {
            case 0 -> purchase.raw(500, "<html>");
            case 1 -> purchase.raw(200, "{\"outcome\":\"SUCCESS\"}");
            case 2 -> purchase.raw(502, "");
            default -> purchase.raw(400, "{\"type\":\"/problems/bad-request\"}");
          }
        });

    SaleReport report = hold(impatient(4));

    assertThat(report.count(Answer.NOT_UNDERSTOOD)).isEqualTo(3);
    assertThat(report.count(Answer.REJECTED)).isEqualTo(1);
    assertThat(SaleTable.of(report)).contains("the first of the other errors");
  }

  private SaleOptions impatient(int shoppers) {
    return options(shoppers, 100).withSettleWithin(Duration.ofSeconds(1));
  }

  private static List<Kind> kinds(SaleReport report) {
    return report.violations().stream().map(Violation::kind).toList();
  }
}
