package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import io.seckill.stack.process.Ports;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Kafka as one node that is broker and controller (KRaft). */
public final class KafkaServer extends Server {

  public static final int HEAP_MEGABYTES = 320;

  /**
   * How this project wants one node to be, as {@code server.properties}: all but where it listens
   * and keeps its data.
   */
  public static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("auto.create.topics.enable", "false"),
          // One node: nothing can be replicated.
          Map.entry("default.replication.factor", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          // Small: a start opens every partition.
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "2"),
          Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
          Map.entry("log.segment.bytes", "268435456"),
          Map.entry("log.index.size.max.bytes", "2097152"),
          // After kill -9 the controller waits this long for the broker's former life; 9 s by
          // default.
          Map.entry("broker.heartbeat.interval.ms", "500"),
          Map.entry("broker.session.timeout.ms", "3000"),
          // A consumer that was killed is missed after 10 s, not 45: on one machine that is long
          // enough.
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.consumer.min.heartbeat.interval.ms", "1000"),
          Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
          Map.entry("group.consumer.min.session.timeout.ms", "10000"),
          Map.entry("group.consumer.session.timeout.ms", "10000"));

  private final int heapMegabytes;

  public KafkaServer(ServerFolders folders, int port) {
    this(folders, port, HEAP_MEGABYTES);
  }

  /**
   * @param heapMegabytes the Java heap, 128 or more
   */
  public KafkaServer(ServerFolders folders, int port, int heapMegabytes) {
    super(
        "Kafka",
        new ListensOn(port, "SECKILL_KAFKA=127.0.0.1:PORT"),
        folders,
        Launch.PoliteEnd.TERM);
    if (heapMegabytes < 128) {
      throw new IllegalArgumentException(
          "heapMegabytes: %d (expected: 128 or more)".formatted(heapMegabytes));
    }
    this.heapMegabytes = heapMegabytes;
  }

  /** {@code host:port}, for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  @Override
  List<String> serverCommand() throws IOException {
    Path settings = data().resolve("server.properties");
    Properties properties = new Properties();
    properties.putAll(place(Ports.anyFree()));
    properties.putAll(SETTINGS);
    try (Writer writer = Files.newBufferedWriter(settings)) {
      properties.store(writer, "Written at each start");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms64m",
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:MaxMetaspaceSize=128m",
        "-XX:MaxDirectMemorySize=96m",
        "-XX:ReservedCodeCacheSize=64m",
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        "-Duser.language=en",
        "-Djava.awt.headless=true",
        // Whichever of the two logs where this runs; neither may write every request.
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dlogback.configurationFile=io/seckill/stack/servers/kafka-logback.xml",
        "-cp",
        System.getProperty("java.class.path"),
        KafkaMain.class.getName(),
        settings.toAbsolutePath().toString());
  }

  @Override
  protected boolean answers() {
    return Probe.kafka("127.0.0.1", port());
  }

  private Map<String, String> place(int controllerPort) {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        "1",
        "controller.quorum.voters",
        "1@127.0.0.1:" + controllerPort,
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port(), controllerPort),
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:" + port(),
        "controller.listener.names",
        "CONTROLLER",
        "log.dirs",
        data().resolve("log").toAbsolutePath().toString());
  }
}
