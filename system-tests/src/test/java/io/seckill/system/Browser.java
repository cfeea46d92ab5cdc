package io.seckill.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * A Chromium of this machine without a window, with a fresh profile, so that nothing is cached.
 * Whoever has none says so: without the property below a test that needs one fails, as a test that
 * is skipped in silence shows nothing.
 */
final class Browser implements AutoCloseable {

  /** The program, or {@code none} to leave tests out that need one. */
  private static final String PROGRAM = "seckill.test.browser";

  /** The ChromeDriver that fits it. */
  private static final String DRIVER = "seckill.test.browser.driver";

  private static final String NONE = "none";

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
    assumeTrue(!System.getProperty(PROGRAM, "").equals(NONE), PROGRAM + " is " + NONE);
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
      throw new AssertionError(
          "no %s on the PATH: install Debian's packages chromium and chromium-driver, name the program by -D%s=, or leave the tests in a browser out by -D%s=%s"
              .formatted(names[0], property, PROGRAM, NONE));
    }
    return found.get(0);
  }
}
