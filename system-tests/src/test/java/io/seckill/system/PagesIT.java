package io.seckill.system;

import static io.seckill.system.Pages.PATIENCE;
import static io.seckill.system.Pages.count;
import static io.seckill.system.Pages.newSale;
import static io.seckill.system.Pages.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.plan.Service;
import io.seckill.system.Browser.Look;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every service's page in a real browser, while a sale runs. */
class PagesIT {

  private static final long BYTES_MAX = 500_000;

  private final RunningSystem system = Pages.system();

  @ParameterizedTest
  @EnumSource
  void movesWhileASaleRunsAndAsksNobodyButItsOwnService(Service service) {
    try (EndlessCrowd crowd = crowd();
        Browser browser = Browser.start()) {
      BrowserPage page = browser.open(url(service), Look.DESKTOP).awaitLive();

      List<String> before = page.numbers();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(different(before, page.numbers())).isGreaterThan(3));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          page.texts(
                              "return [...document.querySelectorAll('.rate.busy tspan')].map(r =>"
                                  + " r.textContent)"))
                      .isNotEmpty());
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(page.blankPlots()).isEmpty());
      assertThat(page.requests())
          .hasSizeGreaterThan(10)
          .allMatch(asked -> asked.startsWith(url(service)) || asked.startsWith("data:"));
      assertThat(page.bytes()).isBetween(100_000L, BYTES_MAX);
      assertThat(page.consoleErrors()).isEmpty();
    }
  }

  @Test
  void tellsTheSameNumbersAsTheApis() {
    String sale = newSale();
    try (EndlessCrowd crowd = new EndlessCrowd(system.gateway(), sale)) {
      await()
          .atMost(PATIENCE)
          .until(() -> count(system.orders(), "/api/orders?saleId=" + sale, "total") > 20);
    }
    try (Browser browser = Browser.start()) {
      BrowserPage seckill = browser.open(url(Service.SECKILL), Look.DESKTOP).awaitLive();
      BrowserPage orders = browser.open(url(Service.ORDER), Look.DESKTOP).awaitLive();
      BrowserPage messages = browser.open(url(Service.NOTIFICATION), Look.DESKTOP).awaitLive();
      BrowserPage stats = browser.open(url(Service.STATS), Look.DESKTOP).awaitLive();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(left(seckill, sale))
                    .startsWith(
                        "%,d of"
                            .formatted(count(system.gateway(), "/api/sales/" + sale, "remaining")));
                assertThat(orders.number("orders-made"))
                    .isEqualTo(count(system.orders(), "/api/orders", "total"));
                assertThat(messages.number("sent"))
                    .isEqualTo(
                        count(system.notifications(), "/api/notifications?status=SENT", "total"));
                assertThat(stats.number("orders-counted"))
                    .isEqualTo(count(system.stats(), "/api/stats", "ordersCreated"))
                    .isEqualTo(orders.number("orders-made"));
              });
    }
  }

  @Test
  void saysThatKafkaIsDownAsLongAsItIs() {
    try (Browser browser = Browser.start()) {
      List<BrowserPage> pages =
          Stream.of(Service.values())
              .map(service -> browser.open(url(service), Look.DESKTOP).awaitLive())
              .toList();
      system.stack().stop("Kafka");
      try {
        for (BrowserPage page : pages) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(page.banner())
                          .as("%s", page)
                          .startsWith("down")
                          .contains("Kafka since"));
        }
      } finally {
        system.stack().start("Kafka");
      }
      for (BrowserPage page : pages) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(page.banner()).as("%s", page).startsWith("live"));
      }
    }
  }

  @Test
  void connectsAnewWhereItsConnectionDiedWithoutAWord() throws IOException {
    try (SilentProxy between = new SilentProxy(URI.create(url(Service.STATS)).getPort());
        Browser browser = Browser.start()) {
      BrowserPage page = browser.open(between.url(), Look.DESKTOP).awaitLive();
      between.silenceStreams();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(page.banner()).startsWith("old"));

      page.awaitLive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fitsAPhoneAndSpeaksChinese(Service service) {
    try (Browser browser = Browser.start()) {
      BrowserPage phone = browser.open(url(service), Look.PHONE.in("zh-CN")).awaitLive();

      assertThat(phone.text("return document.documentElement.scrollWidth")).isEqualTo("390");
      assertThat(phone.text("return document.documentElement.lang")).isEqualTo("zh-CN");
      assertThat(phone.banner()).contains("实时");
      assertThat(
              phone.texts(
                  "return [...document.querySelectorAll('h2, h3, .note, dt, #sentence')].map(h =>"
                      + " h.textContent).filter(t => !/[\\u4e00-\\u9fff]/.test(t))"))
          .containsOnly("CPU");

      BrowserPage desktop = browser.open(url(service), Look.DESKTOP).awaitLive();
      assertThat(desktop.text("return document.body.textContent"))
          .doesNotContainPattern("[\\u4e00-\\u9fff]");
      assertThat(phone.consoleErrors()).isEmpty();
    }
  }

  private static int different(List<String> before, List<String> after) {
    int same = Math.min(before.size(), after.size());
    int different = Math.abs(before.size() - after.size());
    for (int i = 0; i < same; i++) {
      different += before.get(i).equals(after.get(i)) ? 0 : 1;
    }
    return different;
  }

  private static String left(BrowserPage page, String sale) {
    return page.text(
        "return [...document.querySelectorAll(\"[data-panel='stock-of-the-running-sales']"
            + " li\")].find(li => li.textContent.startsWith(arguments[0] + '"
            + " ')).querySelector('.value').textContent",
        sale);
  }

  private EndlessCrowd crowd() {
    return new EndlessCrowd(system.gateway(), newSale());
  }
}
