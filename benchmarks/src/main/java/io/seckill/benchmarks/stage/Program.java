package io.seckill.benchmarks.stage;

import io.seckill.stack.process.Launch;
import io.seckill.stack.process.Managed;
import io.seckill.stack.process.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of this module as a process on a free port; ready when {@code /ready} answers. */
public final class Program extends Managed {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10));
  private static final int PROBE_TIMEOUT_MILLIS = 1_000;

  private final Class<?> main;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final int port = Ports.anyFree();

  /**
   * @param main its only argument is the port
   */
  Program(
      String name,
      Path home,
      Class<?> main,
      List<String> jvmOptions,
      Map<String, String> environment) {
    super(name, home.resolve("logs").resolve(name + ".log"), LIMITS, Launch.PoliteEnd.TERM);
    this.main = main;
    this.jvmOptions = jvmOptions;
    this.environment = environment;
  }

  /** Base address. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public List<ListensOn> ports() {
    return List.of(new ListensOn(port, "nothing: it takes a free one"));
  }

  @Override
  protected List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), Integer.toString(port)));
    return command;
  }

  @Override
  protected Map<String, String> environment() {
    return environment;
  }

  @Override
  protected boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address().resolve("/ready").toURL().openConnection();
      connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
      connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
