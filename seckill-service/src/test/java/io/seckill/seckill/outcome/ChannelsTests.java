package io.seckill.seckill.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.seckill.tracing.Traces;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTests {

  private long nanos = Long.MAX_VALUE - 1;
  private final Channels channels = new Channels(Traces.none(), () -> nanos);

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void whoeverIsCalledAgainHasTheSameChannel() {
    assertThat(channels.to("gateway:1")).isSameAs(channels.to("gateway:1"));
  }

  @Test
  void aChannelThatNobodyUsedForLongIsClosedAndOpenedAnewWhereItIsCalledAgain() {
    ManagedChannel left = channels.to("left:1");
    ManagedChannel used = channels.to("used:1");
    nanos += Channels.IDLE.toNanos();
    assertThat(channels.to("used:1")).isSameAs(used);
    assertThat(left.isShutdown()).isFalse();

    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(channels.to("used:1")).isSameAs(used);
    assertThat(left.isShutdown()).isTrue();
    assertThat(used.isShutdown()).isFalse();
    assertThat(channels.to("left:1").isShutdown()).isFalse();
  }

  @Test
  void oneTooManyTakesThePlaceOfTheOneUnusedForLongest() {
    ManagedChannel first = channels.to("first:1");
    ManagedChannel second = channels.to("second:1");
    for (int n = 2; n < Channels.CHANNELS_MAX; n++) {
      channels.to("gateway:" + n);
    }
    assertThat(channels.to("first:1")).isSameAs(first);

    assertThat(channels.to("one-more:1").isShutdown()).isFalse();
    assertThat(second.isShutdown()).isTrue();
    assertThat(first.isShutdown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway:9090", "10.0.0.1:9090", "[::1]:9090"})
  void aGatewayIsCalledByNameOrByEitherKindOfAddress(String address) {
    assertThat(channels.to(address).authority()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no_name:1", "[:1", "a%zz:1"})
  void whatCanBeNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> channels.to(address)).isInstanceOf(IllegalArgumentException.class);
  }
}
