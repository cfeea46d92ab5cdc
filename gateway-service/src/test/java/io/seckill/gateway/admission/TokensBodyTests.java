package io.seckill.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.gateway.admission.rate.TokenRate;
import io.seckill.gateway.door.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensBodyTests {

  private static final TokenPlan NOW =
      new TokenPlan(TokenSettings.Source.LOCAL, new TokenRate(100), 200);

  @Test
  void leavesWhatItDoesNotName() {
    assertThat(read("{\"rate\":5}"))
        .isEqualTo(new TokenPlan(TokenSettings.Source.LOCAL, new TokenRate(5), 200));
    assertThat(read("{\"rate\":\"auto\",\"source\":\"queue\",\"capacity\":7}"))
        .isEqualTo(new TokenPlan(TokenSettings.Source.QUEUE, new TokenRate(0), 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                  | body
          []                  | body
          nonsense            | body
          {"speed":1}         | unknown field
          {"source":"REDIS"}  | source
          {"source":null}     | source
          {"rate":0}          | rate
          {"rate":1.5}        | rate
          {"rate":10000001}   | rate
          {"rate":"fast"}     | rate
          {"capacity":0}      | capacity
          {"capacity":"7"}    | capacity
          {"rate":1,"rate":2} | body
          """)
  void saysWhatIsWrong(String body, String named) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            Problem.Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().detail()).contains(named).contains("expected:");
            });
  }

  private static TokenPlan read(String body) {
    return TokensBody.read(body.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
