package io.seckill.system;

import io.seckill.stack.plan.Service;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.system.Browser.Look;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of all pages in the middle of a sale and after it, for people to look at and for
 * docs: {@code -Dseckill.pictures=FOLDER}, with {@code -Dseckill.pictures.format=webp} small ones.
 * {@code opening.md} beside them says how long a first visit in the sale took to show figures, and
 * what it loaded.
 */
@EnabledIfSystemProperty(named = PagePicturesIT.FOLDER, matches = ".+")
class PagePicturesIT {

  static final String FOLDER = "seckill.pictures";

  private static final String FORMAT = System.getProperty(FOLDER + ".format", "png");
  private static final int SHOPPERS = 36_000;

  /** So many that units are still sold while the first pictures are taken. */
  private static final int STOCK = 24_000;

  /** In this order, so that the first are of the middle of the sale for certain. */
  private static final Map<String, Look> LOOKS = new LinkedHashMap<>();

  static {
    LOOKS.put("desktop-light", Look.DESKTOP);
    LOOKS.put("phone-dark", Look.PHONE.inTheDark());
    LOOKS.put("desktop-dark", Look.DESKTOP.inTheDark());
    LOOKS.put("phone-light", Look.PHONE);
  }

  private final Path folder = Project.root().resolve(System.getProperty(FOLDER, ""));

  @Test
  void takesPicturesDuringASaleAndAfterIt() throws IOException {
    Files.createDirectories(folder);
    RunningSystem system = Pages.system();
    try (Browser browser = Browser.start()) {
      List<BrowserPage> pages = new ArrayList<>();
      for (Service service : Service.values()) {
        pages.add(browser.open(Pages.url(service), Look.DESKTOP).awaitLive());
      }
      RunningSale sale = RunningSale.begin(sale(system));
      sale.awaitTold(SHOPPERS / 6);
      take("during", pages);
      Files.writeString(folder.resolve("opening.md"), firstVisits());
      sale.report();
      take("after", pages);
    }
  }

  private static SaleOptions sale(RunningSystem system) {
    return SaleOptions.defaults()
        .withSaleId("singles-day")
        .withItem("Phone")
        .withStock(STOCK)
        .withShoppers(SHOPPERS)
        .withRate(400)
        .withGateways(List.of(URI.create(system.stack().url("gateway-1"))))
        .withOrders(URI.create(system.stack().url("order-1")));
  }

  private void take(String moment, List<BrowserPage> pages) throws IOException {
    for (var look : LOOKS.entrySet()) {
      for (int i = 0; i < pages.size(); i++) {
        BrowserPage page = pages.get(i);
        page.look(look.getValue());
        page.awaitNextSample();
        String name = "%s-%s-%s".formatted(moment, Service.values()[i].id(), look.getKey());
        Files.write(folder.resolve(name + "." + FORMAT), page.picture(format()));
      }
    }
  }

  private static String firstVisits() {
    StringBuilder table =
        new StringBuilder("| page | first figures, ms | loaded, kB |\n|-|-:|-:|\n");
    for (Service service : Service.values()) {
      try (Browser nothingCached = Browser.start()) {
        BrowserPage page = nothingCached.open(Pages.url(service), Look.DESKTOP).awaitLive();
        table.append(
            "| %s | %d | %d |%n"
                .formatted(service.id(), page.millisToFigures(), page.bytes() / 1000));
      }
    }
    return table.toString();
  }

  private static Map<String, Object> format() {
    return FORMAT.equals("png")
        ? Map.of("format", FORMAT)
        : Map.of("format", FORMAT, "quality", 70);
  }
}
