package io.seckill.seckill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.seckill.decision.Request;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTests {

  private static final String SUFFIX = "0123456789012345678901";

  @Test
  void readsEveryField() throws InvalidProtocolBufferException {
    assertThat(decode(b -> b))
        .isEqualTo(new Request("s." + SUFFIX, "s", "u", 2, 1234, "10.0.0.1:9090", 77));
  }

  @Test
  void refusesWhatIsNoMessage() {
    assertThatThrownBy(() -> Intake.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(InvalidProtocolBufferException.class);
    assertThatThrownBy(() -> Intake.decode(null)).hasMessageContaining("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s." + SUFFIX + "x", "t." + SUFFIX, "s_" + SUFFIX, "", "s."})
  void refusesARequestIdThatDoesNotNameItsSale(String requestId) {
    assertThatThrownBy(() -> decode(b -> b.setRequestId(requestId)))
        .hasMessageContaining("request_id");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE})
  void refusesAQuantityOutOfBounds(int quantity) {
    assertThatThrownBy(() -> decode(b -> b.setQuantity(quantity)))
        .hasMessage("quantity: " + quantity + " (expected: 1 to 1000)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        "http://host:1/",
        "host:1 ",
        "a_b:1",
        "a..b:1",
        "::1:90",
        "[:1",
        "host:0",
        "host:65536",
        "host:99999",
        "user@host:1",
        "host:01"
      })
  void refusesAnAddressThatIsNone(String address) {
    assertThatThrownBy(() -> decode(b -> b.setReplyTo(address))).hasMessageContaining("reply_to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host:1", "gateway-1.shop.svc:9090", "10.0.0.1:65535", "[::1]:9090"})
  void takesAnAddressThatCanBeCalled(String address) throws InvalidProtocolBufferException {
    assertThat(decode(b -> b.setReplyTo(address)).replyTo()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789.12345678901",
        "0123456789/12345678901",
        "0123456789 12345678901",
        "012345678901234567890\u0000"
      })
  void refusesARequestIdOfWhichNoOrderCouldBeMade(String suffix) {
    assertThatThrownBy(() -> decode(b -> b.setRequestId("s." + suffix)))
        .hasMessageContaining("request_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|b", "a b", "\u0001"})
  void refusesAUserIdThatWouldConfuseTheInventory(String user) {
    assertThatThrownBy(() -> decode(b -> b.setUserId(user))).hasMessageContaining("user_id");
  }

  private static Request decode(UnaryOperator<SeckillRequest.Builder> change)
      throws InvalidProtocolBufferException {
    return Intake.decode(
        change
            .apply(
                SeckillRequest.newBuilder()
                    .setRequestId("s." + SUFFIX)
                    .setSaleId("s")
                    .setUserId("u")
                    .setQuantity(2)
                    .setDeadlineEpochMillis(1234)
                    .setBudgetMillis(2000)
                    .setReplyTo("10.0.0.1:9090")
                    .setGatewayIncarnation(77))
            .build()
            .toByteArray());
  }
}
