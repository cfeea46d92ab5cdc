package io.seckill.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTests {

  private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

  @Test
  void tellWhoWhenAndWhy() {
    Map<String, byte[]> headers = DeadLetterHeaders.of("order-service", NOON, failure("no entry"));

    assertThat(text(headers, DeadLetterHeaders.SERVICE)).isEqualTo("order-service");
    assertThat(text(headers, DeadLetterHeaders.TIME)).isEqualTo("2026-11-11T12:00:00Z");
    assertThat(text(headers, DeadLetterHeaders.REASON)).isEqualTo("no entry");
    assertThat(text(headers, DeadLetterHeaders.STACK)).matches("[0-9a-f]{12}");
    assertThat(headers.keySet()).allMatch(name -> name.startsWith(DeadLetterHeaders.PREFIX));
  }

  @Test
  void sameCauseHasTheSameDigestWhateverItsValues() {
    assertThat(DeadLetterHeaders.digest(failure("quantity: 0")))
        .isEqualTo(DeadLetterHeaders.digest(failure("quantity: 7")));
    assertThat(DeadLetterHeaders.digest(failure("x")))
        .isNotEqualTo(DeadLetterHeaders.digest(new IllegalStateException("x")))
        .isNotEqualTo(DeadLetterHeaders.digest(new RuntimeException("x", failure("x"))));
  }

  @Test
  void longReasonsAreCut() {
    Map<String, byte[]> headers = DeadLetterHeaders.of("s", NOON, failure("x".repeat(5000)));
    assertThat(text(headers, DeadLetterHeaders.REASON)).hasSize(501).endsWith("…");
  }

  private static RuntimeException failure(String message) {
    return new IllegalArgumentException(message);
  }

  private static String text(Map<String, byte[]> headers, String name) {
    return new String(headers.get(name), UTF_8);
  }
}
