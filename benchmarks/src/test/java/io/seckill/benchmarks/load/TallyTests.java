package io.seckill.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTests {

  private static final Load LOAD =
      Load.open(URI.create("http://127.0.0.1:1"), "/buy", 1000, Duration.ofSeconds(2));

  @Test
  void timesAnAnswerFromTheMomentAtWhichItsRequestWasDue() {
    Tally tally = new Tally(seconds(2));
    tally.sent(seconds(0), TimeUnit.MILLISECONDS.toNanos(300));
    tally.heard(Heard.BOUGHT, seconds(0), TimeUnit.MILLISECONDS.toNanos(310));

    Measured measured = tally.measured(LOAD, Duration.ofSeconds(2), 0.1);

    assertThat(measured.decidedMillis(50)).isCloseTo(310, within(1.0));
    assertThat(measured.lagMillis(50)).isCloseTo(300, within(1.0));
  }

  @Test
  void countsLateDecisionsButNotForTheRate() {
    Tally tally = new Tally(seconds(2));
    tally.heard(Heard.BOUGHT, seconds(1), seconds(2));
    tally.heard(Heard.NOT_BOUGHT, seconds(1), seconds(3));

    Measured measured = tally.measured(LOAD, Duration.ofSeconds(2), 0.1);

    assertThat(measured.count(Heard.Kind.DECIDED)).isEqualTo(2);
    assertThat(measured.decidedPerSecond()).isEqualTo(0.5);
  }

  @Test
  void spreadsRequestsEvenlyOverTime() {
    assertThat(LOAD.requests()).isEqualTo(2000);
    assertThat(LOAD.dueNanos(0)).isZero();
    assertThat(LOAD.dueNanos(1500)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1500));
  }

  @ParameterizedTest
  @CsvSource({
    "200, false, BOUGHT",
    "409, false, NOT_BOUGHT",
    "410, false, NOT_BOUGHT",
    "403, false, NOT_BOUGHT",
    "429, false, RATE_LIMITED",
    "503, false, UNAVAILABLE",
    "503, true, TIMEOUT",
    "504, false, TIMEOUT",
    "500, false, BROKEN",
    "404, false, BROKEN"
  })
  void understandsStatuses(int status, boolean location, Heard heard) {
    assertThat(Heard.of(status, location)).isEqualTo(heard);
  }

  @Test
  void writesTheUsersNumberWhereverTheUserIsNamed() {
    ByteBuf letter = new Letter(LOAD, "run").of(42, UnpooledByteBufAllocator.DEFAULT);
    try {
      assertThat(letter.toString(StandardCharsets.US_ASCII))
          .startsWith("POST /buy HTTP/1.1\r\nHost: 127.0.0.1:1\r\n")
          .contains("X-User-Id: run-000000042\r\n")
          .contains("Idempotency-Key: run-000000042\r\n")
          .contains("Content-Length: 14\r\n")
          .endsWith("\r\n\r\n{\"quantity\":1}");
    } finally {
      letter.release();
    }
  }

  @Test
  void readsWhatWrkSays() {
    assertThat(Wrk.rateIn("  1000 requests in 1.00s\nRequests/sec:  12345.67\n"))
        .hasValue(12345.67);
    assertThat(Wrk.rateIn("unable to connect")).isEmpty();
  }

  private static long seconds(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
