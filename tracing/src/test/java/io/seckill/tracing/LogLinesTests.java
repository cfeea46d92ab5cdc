package io.seckill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** A line about one request begins with the id of its trace and its own, in every service. */
class LogLinesTests {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String REQUEST = "phone.mZ3xkq9sTz2v5yB8eHkLwA";

  private final LoggerContext logback = new LoggerContext();
  private final StringBuilder log = new StringBuilder();

  @AfterEach
  void leaveNothingBehind() {
    MDC.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "seckill", "order", "notification", "stats"})
  void beginWithBothIds(String service) throws Exception {
    PatternLayout layout = layout(service);

    RequestLine.write(REQUEST, TRACE, () -> log.append(line(layout)));

    assertThat(log).hasToString("[" + TRACE + " " + REQUEST + "] told");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "seckill", "order", "notification", "stats"})
  void beginWithTheIdThatThereIs(String service) throws Exception {
    PatternLayout layout = layout(service);

    RequestLine.write(REQUEST, (String) null, () -> log.append(line(layout)));
    MDC.put("traceId", TRACE);
    log.append('|').append(line(layout));
    MDC.clear();
    log.append('|').append(line(layout));

    assertThat(log).hasToString("[" + REQUEST + "] told|[" + TRACE + "] told|told");
  }

  private String line(PatternLayout layout) {
    LoggingEvent event =
        new LoggingEvent(
            LogLinesTests.class.getName(),
            logback.getLogger("test"),
            Level.INFO,
            "told",
            null,
            null);
    return layout.doLayout(event);
  }

  private PatternLayout layout(String service) throws Exception {
    Path settings = Path.of("..", service + "-service", "src/main/resources/application.yml");
    List<PropertySource<?>> read =
        new YamlPropertySourceLoader().load(service, new FileSystemResource(settings));
    logback.setMDCAdapter(MDC.getMDCAdapter());
    PatternLayout layout = new PatternLayout();
    layout.setContext(logback);
    layout.setPattern(read.get(0).getProperty("logging.pattern.correlation") + "%m");
    layout.start();
    return layout;
  }
}
