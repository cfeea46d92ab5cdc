package io.seckill.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.WebApplicationType.REACTIVE;
import static org.springframework.boot.WebApplicationType.SERVLET;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BothWebStacksTests {

  private static final long PAGE_BYTES_MAX = 500_000;
  private static final List<RunningService> SERVICES = new ArrayList<>();

  @BeforeAll
  static void startOneOnEachStack() {
    for (WebApplicationType stack : List.of(SERVLET, REACTIVE)) {
      SERVICES.add(
          RunningService.start(
              stack, "seckill.host=shop-7", "seckill.dashboards=order=http://shop-7:8082"));
    }
  }

  static List<RunningService> services() {
    return SERVICES;
  }

  @AfterAll
  static void stop() {
    SERVICES.forEach(RunningService::close);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void servesThePageAndEverythingItNamesWithinTheBytesAllowed(RunningService service)
      throws Exception {
    HttpResponse<String> page = service.get("");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(RunningService.header(page, HttpHeaders.CONTENT_TYPE))
        .isEqualTo("text/html;charset=UTF-8");
    assertThat(RunningService.header(page, "Content-Security-Policy"))
        .contains("default-src 'none'");
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

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void answersNotModifiedForAFileTheBrowserHas(RunningService service) throws Exception {
    String etag = RunningService.header(service.get("dashboard/page.css"), HttpHeaders.ETAG);

    HttpResponse<String> again = service.get("dashboard/page.css", HttpHeaders.IF_NONE_MATCH, etag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(service.get("dashboard/other.js").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void panelsTellEverythingThatAPageNeedsToDrawAtOnce(RunningService service) throws Exception {
    await()
        .untilAsserted(
            () -> assertThat(json(service, "/history/times/0").isIntegralNumber()).isTrue());
    JsonNode panels = JsonMapper.shared().readTree(service.get("dashboard/panels").body());

    assertThat(panels.at("/service").asString()).isEqualTo("order-service");
    assertThat(panels.at("/sentence").asString()).startsWith("Makes orders");
    assertThat(panels.at("/instance").asString()).matches("shop-7:\\d{4,5}");
    assertThat(panels.at("/startedAt").asLong()).isBetween(1L, Instant.now().toEpochMilli());
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
    assertThat(texts(panels.at("/panels"), "kind")).startsWith("figure", "plot", "table", "figure");
    assertThat(panels.at("/panels/0/unit").asString()).isEqualTo("orders");
    assertThat(panels.at("/panels/0/note").asString()).isEqualTo("Made and not cancelled.");
    assertThat(texts(panels.at("/panels/1/series"), "id"))
        .containsExactly("orders-a-second.made", "orders-a-second.outbox");
    assertThat(panels.at("/history/values/orders-standing/0").asDouble())
        .isGreaterThanOrEqualTo(41);
    assertThat(panels.at("/panels/0/alarmAbove").asDouble()).isEqualTo(1_000_000);
    assertThat(panels.at("/panels/2/search/path").asString()).isEqualTo("api/orders");
    assertThat(panels.at("/arrows/0").asString()).isEqualTo("arrow.ledger-order");
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void rowsAreNotReadWhileNobodyLooks(RunningService service) {
    // A page of another test may only just have been closed.
    await().untilAsserted(() -> assertThat(json(service, "/latest/tables").isEmpty()).isTrue());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void streamsTheValuesOfEverySecond(RunningService service) throws Exception {
    try (Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      JsonNode first = RunningService.nextSample(stream);
      service.bean(AtomicLong.class).addAndGet(1000);
      JsonNode second = RunningService.nextSample(stream);

      double ordersFirst = first.at("/values/orders-standing").asDouble();
      assertThat(ordersFirst).isGreaterThanOrEqualTo(41);
      assertThat(second.at("/values/orders-standing").asDouble()).isEqualTo(ordersFirst + 1000);
      assertThat(second.at("/values/orders-a-second.made").asDouble()).isBetween(200.0, 1100.0);
      assertThat(second.at("/values/jvm-heap").asDouble()).isPositive();
      assertThat(second.at("/tables/last-orders/0/1").asString()).isEqualTo("<b>Ann & 张三</b>");
      assertThat(second.at("/at").asLong() - first.at("/at").asLong()).isBetween(900L, 9000L);
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("services")
  void namesWhatIsDownWhileItIsDown(RunningService service) throws Exception {
    try (Stream<String> lines = service.stream().body()) {
      Iterator<String> stream = lines.iterator();
      await().until(() -> down(RunningService.nextSample(stream)), List.of()::equals);

      service.bean(AtomicBoolean.class).set(false);
      await().until(() -> down(RunningService.nextSample(stream)), List.of("redis")::equals);
      service.bean(AtomicBoolean.class).set(true);
      await().until(() -> down(RunningService.nextSample(stream)), List.of()::equals);
    }
  }

  private static JsonNode json(RunningService service, String pointer) throws Exception {
    return JsonMapper.shared().readTree(service.get("dashboard/panels").body()).at(pointer);
  }

  private static List<String> down(JsonNode sample) {
    List<String> down = new ArrayList<>();
    for (JsonNode one : sample.at("/components")) {
      if (!one.at("/downSince").isNull()) {
        down.add(one.at("/name").asString());
      }
    }
    return down;
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.get(field).asString()));
    return texts;
  }
}
