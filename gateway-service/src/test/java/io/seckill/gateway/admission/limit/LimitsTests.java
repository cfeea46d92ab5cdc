package io.seckill.gateway.admission.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seckill.gateway.admission.bucket.Policy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTests {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3 * SECOND);

  @Test
  void letsOneUserDoNoMoreThanItsBurstAndThenItsRate() {
    Limits limits = limits(10, 20, 0, 1);
    assertThat(count(limits, "alice", null, 100)).isEqualTo(20);
    assertThat(count(limits, "bob", null, 100)).as("each has its own").isEqualTo(20);
    nanos.addAndGet(SECOND);
    assertThat(count(limits, "alice", null, 100)).isEqualTo(10);
    nanos.addAndGet(60 * SECOND);
    assertThat(count(limits, "alice", null, 100)).as("never more than full").isEqualTo(20);
  }

  @Test
  void saysWhichLimitAndWhenToComeAgain() {
    Limits limits = limits(1, 2, 1, 1);
    assertThat(limits.refusal("alice", "192.0.2.1")).isNull();
    assertThat(limits.refusal("alice", "192.0.2.1"))
        .isEqualTo(new Refusal("address", new Policy(1, 1), 1));
    assertThat(limits.refusal("alice", "192.0.2.2")).isNull();
    assertThat(limits.refusal("alice", "192.0.2.3"))
        .isEqualTo(new Refusal("user", new Policy(2, 2), 1));
  }

  @Test
  void tellsWhatIsLeftToAUser() {
    Limits limits = limits(10, 20, 0, 1);
    assertThat(limits.allowance("alice")).isEqualTo(new Allowance("user", new Policy(20, 2), 20));
    count(limits, "alice", null, 5);
    assertThat(limits.allowance("alice")).isEqualTo(new Allowance("user", new Policy(20, 2), 15));
  }

  @Test
  void limitsNobodyUnlessToldTo() throws UnknownHostException {
    Limits limits = limits(0, 1, 0, 1);
    assertThat(count(limits, "alice", "192.0.2.1", 1_000)).isEqualTo(1_000);
    assertThat(limits.allowance("alice")).isNull();
    assertThat(limits.client(InetAddress.getByName("192.0.2.1"), null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1   |                                  | 192.0.2.1    | nobody forwarded it
          192.0.2.1   | 198.51.100.7                     | 192.0.2.1    | a caller says so itself
          10.0.0.1    | 198.51.100.7                     | 198.51.100.7 | a proxy says so
          10.0.0.1    | 203.0.113.9, 198.51.100.7        | 198.51.100.7 | what it added comes last
          10.0.0.1    | 203.0.113.9, 198.51.100.7, 10.9.9.9 | 198.51.100.7 | two proxies
          10.0.0.1    | 10.1.1.1, 10.2.2.2               | 10.1.1.1     | all of them are ours
          10.0.0.1    | unknown                          | 10.0.0.1     | no address
          10.0.0.1    | 198.51.100.7, unknown            | 10.0.0.1     | nothing behind it counts
          10.0.0.1    | 198.51.100.7:4711                | 198.51.100.7 | with a port
          10.0.0.1    | [2001:db8::1]:4711               | 2001:db8::1  | with a port
          10.0.0.1    | ''                               | 10.0.0.1     | empty
          """)
  void believesOnlyWhatTrustedProxiesAdded(String peer, String forwarded, String client, String why)
      throws UnknownHostException {
    ClientAddress address = new ClientAddress(List.of(AddressBlock.of("10.0.0.0/8")));
    assertThat(
            address.of(InetAddress.getByName(peer), forwarded == null ? null : List.of(forwarded)))
        .as(why)
        .isEqualTo(client);
  }

  @Test
  void readsSeveralHeadersAsOneList() throws UnknownHostException {
    ClientAddress address = new ClientAddress(List.of(AddressBlock.of("10.0.0.0/8")));
    assertThat(
            address.of(
                InetAddress.getByName("10.0.0.1"),
                List.of("203.0.113.9", "198.51.100.7, 10.3.3.3")))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void aBlockHoldsWhatBeginsWithItsBits() {
    assertThat(holds("10.0.0.0/8", "10.255.0.1")).isTrue();
    assertThat(holds("10.0.0.0/8", "11.0.0.1")).isFalse();
    assertThat(holds("172.16.0.0/12", "172.31.255.255")).isTrue();
    assertThat(holds("172.16.0.0/12", "172.32.0.0")).isFalse();
    assertThat(holds("192.0.2.1", "192.0.2.1")).isTrue();
    assertThat(holds("0.0.0.0/0", "203.0.113.1")).isTrue();
    assertThat(holds("fd00::/8", "fdff::1")).isTrue();
    assertThat(holds("fd00::/8", "10.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "fd00::/129"})
  void aBlockIsNothingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressBlock.of(text))
        .withMessageContaining("expected: such as 10.0.0.0/8");
  }

  private static boolean holds(String block, String address) {
    byte[] bytes = AddressBlock.bytes(address);
    return bytes != null && AddressBlock.of(block).contains(bytes);
  }

  private static long count(Limits limits, String user, String address, int times) {
    return Stream.generate(() -> limits.refusal(user, address))
        .limit(times)
        .filter(refusal -> refusal == null)
        .count();
  }

  private Limits limits(int userRate, int userBurst, int addressRate, int addressBurst) {
    return new Limits(
        new LimitSettings(userRate, userBurst, addressRate, addressBurst, 1_000, List.of()),
        nanos::get);
  }
}
