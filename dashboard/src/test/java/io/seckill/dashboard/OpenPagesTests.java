package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenPagesTests {

  @ParameterizedTest
  @EnumSource(names = {"SERVLET", "REACTIVE"})
  void refusesMoreStreamsThanAllowedUntilOneEnds(WebApplicationType stack) throws Exception {
    try (RunningService service = RunningService.start(stack, "seckill.dashboard-streams-max=2")) {
      List<Stream<String>> open = new ArrayList<>();
      open.add(service.stream().body());
      open.add(service.stream().body());

      HttpResponse<Stream<String>> asABrowserAsks = service.stream();
      assertThat(asABrowserAsks.statusCode()).isEqualTo(503);
      asABrowserAsks.body().close();
      HttpResponse<String> third = service.get("dashboard/stream");
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(RunningService.header(third, HttpHeaders.CONTENT_TYPE))
          .isEqualTo("application/problem+json");
      assertThat(RunningService.header(third, HttpHeaders.RETRY_AFTER)).isEqualTo("5");
      assertThat(JsonMapper.shared().readTree(third.body()).at("/type").asString())
          .isEqualTo("/problems/too-many-streams");

      open.get(0).close();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> service.bean(Live.class).openStreams() == 1);
      try (Stream<String> next = service.stream().body()) {
        assertThat(RunningService.nextSample(next.iterator()).has("values")).isTrue();
      }
      open.get(1).close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVLET", "REACTIVE"})
  void anOpenPageDoesNotHoldUpAShutdown(WebApplicationType stack) throws Exception {
    RunningService service = RunningService.start(stack);
    try (Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      RunningService.nextSample(stream);
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(() -> stream.forEachRemaining(l -> {}));

      long start = System.nanoTime();
      service.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(rest).succeedsWithin(5, TimeUnit.SECONDS);
    }
  }
}
