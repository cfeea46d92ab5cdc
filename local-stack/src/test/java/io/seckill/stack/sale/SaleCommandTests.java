package io.seckill.stack.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SaleCommandTests {

  private final StringWriter err = new StringWriter();
  private final CommandLine sale =
      new CommandLine(new SaleCommand(Map.of())).setErr(new PrintWriter(err));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --shoppers=0          | --shoppers: 0 (expected: 1 to 2000000)
          --stock=0             | --stock: 0 (expected: 1 to 1000000000)
          --stock=many          | Invalid value for option '--stock'
          --per-user=1001       | --per-user: 1001 (expected: 1 to 1000)
          --quantity=0          | --quantity: 0 (expected: 1 to 1000)
          --rate=-1             | --rate: -1 (expected: 0 to 1000000)
          --connections=0       | --connections: 0 (expected: 1 to 20000)
          --sale=a/b            | --sale: 'a/b' (expected: 1 to 64 of
          --url=ftp://x         | --url: 'ftp://x' (expected: http://host:port)
          --url=http://x/path   | --url: 'http://x/path' (expected: http://host:port)
          --settle-seconds=9999 | --settle-seconds: 9999 (expected: 0 to 3600)
          --timeout-seconds=0   | --timeout-seconds: 0 (expected: 1 to 300)
          --timeout-seconds=9223372036854775807 | --timeout-seconds: 9223372036854775807 (expected: 1 to 300)
          """)
  void saysWhatIsWrongWithTheInputAndWhatIsExpected(String argument, String message) {
    assertThat(sale.execute(argument)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void agreesWhereWhatWasToldWasDone() {
    try (FakeSystem system = new FakeSystem()) {
      system.sells(FakeSystem.Purchase::win);

      assertThat(hold(system)).isZero();
    }
  }

  @Test
  void differsWhereASuccessIsNoOrder() {
    try (FakeSystem system = new FakeSystem()) {
      system.sells(FakeSystem.Purchase::tellSuccess);

      assertThat(hold(system)).isEqualTo(1);
    }
  }

  @Test
  void couldNotWhereNobodyAnswers() {
    FakeSystem system = new FakeSystem();
    system.close();

    assertThat(hold(system)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{\"status\":\"UP\"}",
        "{\"items\":[],\"total\":\"many\"}",
        "{\"items\":[{\"id\":1}],\"total\":1}"
      })
  void couldNotWhereSomethingElseAnswersThanOrderService(String body) {
    try (FakeSystem system = new FakeSystem()) {
      system.answersForOrders(body);

      assertThat(hold(system)).isEqualTo(2);
    }
  }

  @Test
  void aTotalThatIsNeverReachedEnds() {
    try (FakeSystem system = new FakeSystem()) {
      system.sells(FakeSystem.Purchase::soldOut);
      system.answersForOrders("{\"items\":[],\"total\":9000000000000000000}");

      assertThat(hold(system)).isZero();
    }
  }

  private int hold(FakeSystem system) {
    return sale.execute(
        "--shoppers=20",
        "--rate=200",
        "--settle-seconds=1",
        "--url=" + system.address(),
        "--orders-url=" + system.address());
  }
}
