package io.seckill.testing.servers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

/** The official image with the settings of the embedded broker. */
final class KafkaInContainer extends KafkaContainer implements TestKafka {

  private static final String IMAGE = "apache/kafka:4.2.1";

  /**
   * The image's own command, which writes into these folders whatever modes they were built with.
   * By {@code exec}, as under a shell the broker would hear of no signal.
   */
  private static final String COMMAND =
      "chmod -R u+w /etc/kafka/docker /opt/kafka/config; exec /etc/kafka/docker/run";

  private static final Duration START_MAX = Duration.ofSeconds(120);

  private final int port;
  private final Switch power = new Switch(this, () -> Probe.kafka(getHost(), getFirstMappedPort()));

  KafkaInContainer(int port) {
    super(IMAGE);
    this.port = port;
    setPortBindings(List.of(port + ":9092"));
    waitingFor(power.withStartupTimeout(START_MAX));
    withCommand("sh", "-c", COMMAND);
    KafkaServer.SETTINGS.forEach((name, value) -> withEnv(variable(name), value));
    withEnv("KAFKA_LOG_DIRS", "/var/lib/kafka/data");
    withEnv("KAFKA_HEAP_OPTS", "-Xms64m -Xmx256m");
    withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC");
  }

  @Override
  protected void configure() {
    super.configure();
    withEnv(
        "KAFKA_ADVERTISED_LISTENERS",
        "PLAINTEXT://%s:%d,BROKER://localhost:9093".formatted(getHost(), port));
  }

  /** Nothing is left to say: the port, and so the address to advertise, was known before. */
  @Override
  protected void containerIsStarting(InspectContainerResponse starting) {}

  @Override
  public String bootstrapServers() {
    return getBootstrapServers();
  }

  @Override
  public void start() {
    if (getContainerId() == null) {
      super.start();
    } else {
      power.on();
    }
  }

  @Override
  public void stop() {
    power.off();
  }

  @Override
  public void kill() {
    power.kill();
  }

  /** An application closes what it was given; the next one needs it still. */
  @Override
  public void close() {}

  private static String variable(String setting) {
    return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
