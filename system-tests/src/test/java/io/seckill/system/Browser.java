package io.seckill.system;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium of this machine without a window, with a fresh profile, so that nothing is cached. On
 * a machine that has none the tests that need one are skipped and say why; where one is named by
 * the property below they fail without it.
 */
final class Browser implements AutoCloseable {

  /** The program; where it is not named, the one on the path, if there is one. */
  private static final String PROGRAM = "seckill.test.browser";

  /** The ChromeDriver that fits it. */
  private static final String DRIVER = "seckill.test.browser.driver";

  /** It misses a package for exactly this version of Chromium, which nothing here needs. */
  private static final Logger LIBRARY = Logger.getLogger("org.openqa.selenium");

  /**
   * What a reader's browser asks for.
   *
   * @param width of the window, in CSS pixels; below 600 it is a phone
   * @param language such as {@code en} or {@code zh-CN}
   */
  record Look(int width, boolean dark, String language) {

    static final Look DESKTOP = new Look(1280, false, "en");
    static final Look PHONE = new Look(390, false, "en");

    Look inTheDark() {
      return new Look(width, true, language);
    }

    Look in(String wanted) {
      return new Look(width, dark, wanted);
    }
  }

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start() {
    LIBRARY.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program(PROGRAM, "chromium", "chromium-browser", "google-chrome"));
    options.addArguments(
        "--headless=new",
        // Chromium's sandbox does not start for root, as in containers; it shows only our own page.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program(DRIVER, "chromedriver"))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens an address in a tab of its own. */
  BrowserPage open(String url, Look look) {
    driver.switchTo().newWindow(WindowType.TAB);
    BrowserPage page = new BrowserPage(driver, url);
    page.look(look);
    driver.get(url);
    return page;
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static File program(String property, String... names) {
    String named = System.getProperty(property);
    if (named != null) {
      return new File(named);
    }
    List<File> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(folder -> Stream.of(names).map(name -> new File(folder, name)))
            .filter(File::canExecute)
            .toList();
    if (found.isEmpty()) {
      return abort(
          "no %s on the PATH: install Debian's packages chromium and chromium-driver, or name the program by -D%s="
              .formatted(names[0], property));
    }
    return found.get(0);
  }
}
