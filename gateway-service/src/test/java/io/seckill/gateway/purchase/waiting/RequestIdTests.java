package io.seckill.gateway.purchase.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTests {

  @RepeatedTest(50)
  void writesAndReadsBase64url() {
    RequestKey key = RequestKey.random();
    byte[] bytes = ByteBuffer.allocate(16).putLong(key.high()).putLong(key.low()).array();
    String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThat(key.text()).isEqualTo(expected);
    assertThat(RequestKey.parse(expected, 0)).isEqualTo(key);
  }

  @Test
  void isTheSameForTheSameUserAndKeyInEveryGateway() {
    // SHA-256 of "user-1\nkey-1", its first 128 bits.
    assertThat(RequestKey.of("user-1", "key-1").text()).isEqualTo("bGRBvGfj8W2TzskVtkcSrA");
    assertThat(RequestKey.of("user-1", "key-1")).isEqualTo(RequestKey.of("user-1", "key-1"));
    assertThat(RequestKey.of("user-1", "key-2")).isNotEqualTo(RequestKey.of("user-1", "key-1"));
    assertThat(RequestKey.of("user-2", "key-1")).isNotEqualTo(RequestKey.of("user-1", "key-1"));
  }

  @Test
  void keepsDotsInTheNameOfASale() {
    RequestId id = RequestId.parse("a.b.c.AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(id).isNotNull();
    assertThat(id.saleId()).isEqualTo("a.b.c");
    assertThat(id.text()).isEqualTo("a.b.c.AAAAAAAAAAAAAAAAAAAAAA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "sale",
        ".AAAAAAAAAAAAAAAAAAAAAA",
        "sale.AAAAAAAAAAAAAAAAAAAAA",
        "sale.AAAAAAAAAAAAAAAAAAAAAAA",
        "saleAAAAAAAAAAAAAAAAAAAAAA",
        "sale.AAAAAAAAAAAAAAAAAAAAAB",
        "sale.AAAAAAAAAAAAAAAAAAAA+A",
        "sale.AAAAAAAAAAAAAAAAAAAAÄA",
        "s le.AAAAAAAAAAAAAAAAAAAAAA"
      })
  void readsNothingElse(String text) {
    assertThat(RequestId.parse(text)).isNull();
  }
}
