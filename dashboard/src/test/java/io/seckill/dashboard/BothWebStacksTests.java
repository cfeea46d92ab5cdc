package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BothWebStacksTests {

  private static final long PAGE_BYTES_MAX = 500_000;

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void servesThePageAndEverythingItNamesWithinTheBytesAllowed(WebApplicationType stack)
      throws Exception {
    try (RunningService service = RunningService.start(stack)) {
      HttpResponse<String> page = service.get("");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(header(page, HttpHeaders.CONTENT_TYPE)).isEqualTo("text/html;charset=UTF-8");
      assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'");
      Deque<String> toLoad = new ArrayDeque<>(PageFilesTests.filesNamedBy(page.body()));
      Set<String> loaded = new HashSet<>();
      long bytes = page.body().length();
      while (!toLoad.isEmpty()) {
        String file = toLoad.remove();
        if (loaded.add(file)) {
          HttpResponse<String> answer = service.get(file);
          assertThat(answer.statusCode()).as(file).isEqualTo(200);
          bytes += answer.body().getBytes(StandardCharsets.UTF_8).length;
          toLoad.addAll(PageFilesTests.filesImportedBy(answer.body()));
        }
      }
      assertThat(loaded).contains("dashboard/chart.js", "dashboard/page.css", "dashboard/words.js");
      assertThat(bytes).isBetween(200_000L, PAGE_BYTES_MAX);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void answersNotModifiedForAFileTheBrowserHas(WebApplicationType stack) throws Exception {
    try (RunningService service = RunningService.start(stack)) {
      String etag = header(service.get("dashboard/page.css"), HttpHeaders.ETAG);

      HttpResponse<String> again =
          service.get("dashboard/page.css", HttpHeaders.IF_NONE_MATCH, etag);

      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(service.get("dashboard/other.js").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void panelsTellEverythingThatAPageNeedsToDrawAtOnce(WebApplicationType stack) throws Exception {
    Instant before = Instant.now();
    try (RunningService service =
        RunningService.start(
            stack, "seckill.host=shop-7", "seckill.dashboards=order=http://shop-7:8082")) {
      await()
          .untilAsserted(
              () -> assertThat(json(service, "/history/times/0").isIntegralNumber()).isTrue());
      JsonNode panels = JsonMapper.shared().readTree(service.get("dashboard/panels").body());

      assertThat(panels.at("/service").asString()).isEqualTo("order-service");
      assertThat(panels.at("/sentence").asString()).startsWith("Makes orders");
      assertThat(panels.at("/instance").asString()).matches("shop-7:\\d{4,5}");
      assertThat(panels.at("/startedAt").asLong()).isBetween(1L, before.toEpochMilli());
      assertThat(panels.at("/dashboards"))
          .isEqualTo(
              JsonMapper.shared()
                  .readTree("[{'name':'order','url':'http://shop-7:8082'}]".replace('\'', '"')));
      assertThat(panels.at("/chinese/Orders standing").asString()).isEqualTo("有效订单");
      assertThat(texts(panels.at("/panels"), "id"))
          .containsExactly(
              "orders-standing",
              "orders-a-second",
              "last-orders",
              "jvm-heap",
              "jvm-cpu",
              "jvm-gc",
              "jvm-threads");
      assertThat(texts(panels.at("/panels"), "kind"))
          .startsWith("figure", "plot", "table", "figure");
      assertThat(panels.at("/panels/0/unit").asString()).isEqualTo("orders");
      assertThat(panels.at("/panels/0/note").asString()).isEqualTo("Made and not cancelled.");
      assertThat(texts(panels.at("/panels/1/series"), "id"))
          .containsExactly("orders-a-second.made", "orders-a-second.outbox");
      assertThat(panels.at("/history/values/orders-standing/0").asDouble()).isEqualTo(41);
      assertThat(panels.at("/latest/tables/last-orders/0/1").asString())
          .isEqualTo("<b>Ann & 张三</b>");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void streamsTheValuesOfEverySecond(WebApplicationType stack) throws Exception {
    try (RunningService service = RunningService.start(stack);
        Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      JsonNode first = nextSample(stream);
      service.bean(AtomicLong.class).addAndGet(1000);
      JsonNode second = nextSample(stream);

      assertThat(first.at("/values/orders-standing").asDouble()).isEqualTo(41);
      assertThat(second.at("/values/orders-standing").asDouble()).isEqualTo(1041);
      assertThat(second.at("/values/orders-a-second.made").asDouble()).isBetween(500.0, 1100.0);
      assertThat(second.at("/values/jvm-heap").asDouble()).isPositive();
      assertThat(second.at("/tables/last-orders/0/1").asString()).isEqualTo("<b>Ann & 张三</b>");
      assertThat(second.at("/at").asLong() - first.at("/at").asLong()).isBetween(900L, 3000L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void namesWhatIsDownWhileItIsDown(WebApplicationType stack) throws Exception {
    try (RunningService service = RunningService.start(stack);
        Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      assertThat(nextSample(stream).at("/down").isEmpty()).isTrue();

      service.bean(AtomicBoolean.class).set(false);
      await().until(() -> texts(nextSample(stream).at("/down"), "name").contains("redis"));
      service.bean(AtomicBoolean.class).set(true);
      await().until(() -> nextSample(stream).at("/down").isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void refusesMoreStreamsThanAllowedUntilOneEnds(WebApplicationType stack) throws Exception {
    try (RunningService service = RunningService.start(stack, "seckill.dashboard-streams-max=2")) {
      List<Stream<String>> open = new ArrayList<>();
      open.add(service.stream().body());
      open.add(service.stream().body());

      HttpResponse<String> third = service.get("dashboard/stream");
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(header(third, HttpHeaders.CONTENT_TYPE)).isEqualTo("application/problem+json");
      assertThat(header(third, HttpHeaders.RETRY_AFTER)).isEqualTo("5");
      assertThat(JsonMapper.shared().readTree(third.body()).at("/type").asString())
          .isEqualTo("/problems/too-many-streams");
      HttpResponse<Stream<String>> asABrowserAsks = service.stream();
      assertThat(asABrowserAsks.statusCode()).isEqualTo(503);
      asABrowserAsks.body().close();

      open.get(0).close();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> service.bean(Live.class).openStreams() == 1);
      try (Stream<String> next = service.stream().body()) {
        assertThat(nextSample(next.iterator()).has("values")).isTrue();
      }
      open.get(1).close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anOpenPageDoesNotHoldUpAShutdown(WebApplicationType stack) throws Exception {
    RunningService service = RunningService.start(stack);
    try (Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      nextSample(stream);
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(() -> stream.forEachRemaining(l -> {}));

      long start = System.nanoTime();
      service.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(rest).succeedsWithin(5, TimeUnit.SECONDS);
    }
  }

  private static JsonNode json(RunningService service, String pointer) throws Exception {
    return JsonMapper.shared().readTree(service.get("dashboard/panels").body()).at(pointer);
  }

  private static JsonNode nextSample(Iterator<String> stream) {
    String line = stream.next();
    while (!line.startsWith("data:")) {
      line = stream.next();
    }
    return JsonMapper.shared().readTree(line.substring("data:".length()));
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.get(field).asString()));
    return texts;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }
}
