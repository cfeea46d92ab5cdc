package io.seckill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestLineTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String REQUEST = "phone.mZ3xkq9sTz2v5yB8eHkLwA";

  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void leaveNothingBehind() {
    MDC.clear();
  }

  @Test
  void carriesBothIdsAndLeavesNothingBehind() {
    RequestLine.write(REQUEST, TRACE, this::line);
    line();

    assertThat(lines).containsExactly(TRACE + " " + REQUEST, "null null");
  }

  @Test
  void withinABatchItIsThatOfTheRequestNotOfTheBatch() {
    MDC.put("traceId", "of-batch");

    RequestLine.write(REQUEST, TRACE, this::line);
    RequestLine.write(REQUEST, (String) null, this::line);
    line();

    assertThat(lines)
        .containsExactly(TRACE + " " + REQUEST, "of-batch " + REQUEST, "of-batch null");
  }

  @Test
  void takesTheTraceOfARecord() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        "traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(StandardCharsets.UTF_8));

    RequestLine.write(REQUEST, headers, this::line);
    RequestLine.write(REQUEST, new RecordHeaders(), this::line);

    assertThat(lines).containsExactly(TRACE + " " + REQUEST, "null " + REQUEST);
  }

  @Test
  void leavesOutWhatCanBeNoId() {
    for (String none : Arrays.asList(null, "", "two\nlines", "x".repeat(88))) {
      RequestLine.write(none, TRACE, this::line);
    }

    assertThat(lines).hasSize(4).containsOnly(TRACE + " null");
  }

  @Test
  void leavesNothingBehindAfterAnError() {
    try {
      RequestLine.write(
          REQUEST,
          TRACE,
          () -> {
            throw new IllegalStateException("full");
          });
    } catch (IllegalStateException e) {
      line();
    }

    assertThat(lines).containsExactly("null null");
  }

  private void line() {
    lines.add(MDC.get("traceId") + " " + MDC.get("requestId"));
  }
}
