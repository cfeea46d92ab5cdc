package io.seckill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.system.Browser.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's page as it is in a browser. */
final class BrowserPage {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PHONE_BELOW = 600;

  private final ChromeDriver driver;
  private final String url;
  private final String tab;
  private final List<String> asked = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private long bytes;

  BrowserPage(ChromeDriver driver, String url) {
    this.driver = driver;
    this.url = url;
    this.tab = driver.getWindowHandle();
  }

  /** Has the page in front of the reader with this look from now on. */
  void look(Look look) {
    front();
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            look.width(),
            "height",
            900,
            "deviceScaleFactor",
            1,
            "mobile",
            look.width() < PHONE_BELOW));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", look.dark() ? "dark" : "light"))));
    command(
        "Emulation.setUserAgentOverride",
        Map.of(
            "userAgent", run("return navigator.userAgent"),
            "acceptLanguage", look.language()));
  }

  /** Returns when figures come in live. */
  BrowserPage awaitLive() {
    await().atMost(PATIENCE).until(() -> banner().startsWith("live"));
    return this;
  }

  /** Returns when everything has been drawn anew. */
  void awaitNextSample() {
    String uptime = "return document.getElementById('uptime').textContent";
    String before = text(uptime);
    await().atMost(PATIENCE).until(() -> !text(uptime).equals(before));
  }

  /** The state of the banner and its words. */
  String banner() {
    return text(
        "const s = document.getElementById('state'); return s.dataset.state + ': ' +"
            + " s.textContent");
  }

  /** Every number that stands on the page, in order. */
  List<String> numbers() {
    return texts("return [...document.querySelectorAll('main .value')].map(v => v.textContent)");
  }

  /** The number in a panel; of bars and lists the one beside a name. */
  long number(String panel) {
    return digits(
        panel,
        text(
            "return document.querySelector(arguments[0]).textContent",
            "[data-panel='" + panel + "'] .value"));
  }

  private static long digits(String panel, String shown) {
    assertThat(shown).as("number in %s", panel).matches("[0-9,]+( .*)?");
    return Long.parseLong(shown.replaceAll(" .*|,", ""));
  }

  /** Titles of plots of which no line is drawn. */
  List<String> blankPlots() {
    return texts(
        """
        const style = getComputedStyle(document.body);
        const wanted = [0, 1, 2, 3, 4, 5].map(n => style.getPropertyValue('--s' + n).trim())
          .map(hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)));
        const near = (data, at, color) => data[at + 3] > 200 && color.every((part, n) => Math.abs(data[at + n] - part) < 12);
        return [...document.querySelectorAll('.plot:not([hidden])')].filter(plot => {
          const canvas = plot.querySelector('canvas');
          const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let at = 0; at < data.length; at += 4) {
            if (wanted.some(color => near(data, at, color))) {
              return false;
            }
          }
          return true;
        }).map(plot => plot.querySelector('h3').textContent);
        """);
  }

  String text(String script, Object... arguments) {
    return String.valueOf(run(script, arguments));
  }

  @SuppressWarnings("unchecked")
  List<String> texts(String script, Object... arguments) {
    return (List<String>) run(script, arguments);
  }

  Object run(String script, Object... arguments) {
    front();
    return driver.executeScript(script, arguments);
  }

  /** What went wrong, in the words of the browser's console. */
  List<String> consoleErrors() {
    front();
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .forEach(entry -> errors.add(entry.getMessage()));
    return errors;
  }

  /** Every address that was asked for. */
  List<String> requests() {
    readNetwork();
    return asked;
  }

  /** Bytes that came over the network, without the stream, which never ends. */
  long bytes() {
    readNetwork();
    return bytes;
  }

  /** From the opening of the page to the first figures on it, in milliseconds. */
  long millisToFigures() {
    return ((Number) run("return Math.round(performance.getEntriesByName('figures')[0].startTime)"))
        .longValue();
  }

  private void readNetwork() {
    front();
    for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).path("message");
      JsonNode about = message.path("params");
      switch (message.path("method").asString("")) {
        case "Network.requestWillBeSent" -> asked.add(about.at("/request/url").asString());
        case "Network.loadingFinished" -> bytes += about.path("encodedDataLength").asLong();
        default -> {}
      }
    }
  }

  /** The whole page, however long, as a picture. */
  byte[] picture(Map<String, Object> format) {
    front();
    Map<String, Object> size =
        Map.of(
            "x", 0,
            "y", 0,
            "width", run("return document.documentElement.clientWidth"),
            "height", run("return document.documentElement.scrollHeight"),
            "scale", 1);
    Map<String, Object> wanted = new HashMap<>(format);
    wanted.put("clip", size);
    wanted.put("captureBeyondViewport", true);
    return Base64.getDecoder()
        .decode(String.valueOf(command("Page.captureScreenshot", wanted).get("data")));
  }

  /** As a reader would: the browser finds the place on the screen. */
  void click(String selector) {
    front();
    driver.findElement(By.cssSelector(selector)).click();
  }

  void fill(String selector, String text) {
    front();
    WebElement field = driver.findElement(By.cssSelector(selector));
    field.clear();
    field.sendKeys(text);
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  private void front() {
    driver.switchTo().window(tab);
  }

  @Override
  public String toString() {
    return url;
  }
}
