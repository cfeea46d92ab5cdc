package io.seckill.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotSpotsTests {

  @Test
  void countsWhatTheJdkDoesForWhoeverAskedForIt() {
    HotSpots spots = new HotSpots();
    spots.add(List.of("java.util.HashMap", "io.netty.buffer.ByteBuf", "io.seckill.gateway.Door"));
    spots.add(List.of("io.netty.channel.Channel"));
    spots.add(List.of("reactor.netty.http.Server", "reactor.core.Mono"));
    spots.add(List.of("java.lang.Thread"));

    assertThat(spots.shares())
        .containsExactly(
            entry("Netty", 0.5), entry("Reactor Netty", 0.25), entry("the JDK and others", 0.25));
  }
}
