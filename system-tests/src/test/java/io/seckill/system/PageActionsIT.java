package io.seckill.system;

import static io.seckill.system.Pages.PATIENCE;
import static io.seckill.system.Pages.count;
import static io.seckill.system.Pages.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.plan.Service;
import io.seckill.system.Browser.Look;
import org.junit.jupiter.api.Test;

/** What a reader can do on the pages, in a real browser. */
class PageActionsIT {

  private static final String SHOWN_OF =
      "return [...document.querySelectorAll('.of-action .bars li')]"
          + ".find(li => li.querySelector('.name').textContent === arguments[0])"
          + ".querySelector('.value').textContent";

  private final RunningSystem system = Pages.system();

  @Test
  void holdsASaleFromThePage() {
    try (Browser browser = Browser.start()) {
      BrowserPage page = browser.open(url(Service.GATEWAY), Look.DESKTOP).awaitLive();
      page.fill("[name='shoppers']", "60");
      page.fill("[name='stock']", "20");
      page.fill("[name='rate']", "30");
      page.click(".action .begin");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(said(page)).matches("page-\\w+ ended"));
      assertThat(page.text(SHOWN_OF, "have asked")).isEqualTo("60");
      assertThat(page.text(SHOWN_OF, "have bought, of the stock")).isEqualTo("20");
      assertThat(page.text(SHOWN_OF, "sold-out")).isEqualTo("40 of 60");
      String sale = said(page).replace(" ended", "");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(count(system.orders(), "/api/orders?saleId=" + sale, "total"))
                      .isEqualTo(20));
      assertThat(page.consoleErrors()).isEmpty();
    }
  }

  @Test
  void stopsTheSaleThatWasBegunOnThePageAndTellsWhatCannotBe() {
    try (Browser browser = Browser.start()) {
      BrowserPage page = browser.open(url(Service.GATEWAY), Look.DESKTOP).awaitLive();
      page.fill("[name='shoppers']", "100");
      page.fill("[name='rate']", "1");
      page.click(".action .begin");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(page)).endsWith("runs"));
      page.click(".action button[type='button']");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(said(page)).endsWith("was stopped"));

      page.fill("[name='shoppers']", "20000");
      page.click(".action .begin");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(page.text("return document.querySelector('.trouble').textContent"))
                      .isEqualTo(
                          "shoppers: 20000 at 1 a second, which is 20000 s (expected: at most 120"
                              + " s)"));
    }
  }

  @Test
  void tellsTheWayOfOneRequestFromHttpToSmsOnEveryPage() {
    String id =
        system.gateway().buy(Pages.newSale(), Unique.user(), 1).send().has(200).text("requestId");
    String messages = "/api/notifications?status=SENT&orderId=" + id;
    await().atMost(PATIENCE).until(() -> count(system.notifications(), messages, "total") == 1);
    try (Browser browser = Browser.start()) {
      for (Service service : Service.values()) {
        BrowserPage page = browser.open(url(service) + "#way=" + id, Look.DESKTOP).awaitLive();
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(page.text("return document.querySelector('#way .said').textContent"))
                        .startsWith("6 steps in ")
                        .doesNotContain("Not reached"));
        assertThat(
                page.texts(
                    "return [...document.querySelectorAll('#way tbody td:nth-child(5)')]"
                        + ".map(cell => cell.textContent)"))
            .containsExactlyInAnyOrder(
                "asked over HTTP",
                "stock locked, reservation written to the ledger",
                "shopper answered",
                "order made",
                "event heard, message written",
                "SMS taken by the provider");
      }
    }
  }

  @Test
  void opensWithALinkThatIsNone() {
    try (Browser browser = Browser.start()) {
      BrowserPage page = browser.open(url(Service.STATS) + "#way=%", Look.DESKTOP).awaitLive();

      assertThat(page.consoleErrors()).isEmpty();
    }
  }

  private static String said(BrowserPage page) {
    return page.text("return document.querySelector('.of-action .said').textContent");
  }
}
