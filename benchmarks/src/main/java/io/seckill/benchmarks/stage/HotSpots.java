package io.seckill.benchmarks.stage;

import io.seckill.stack.process.Managed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a JVM's time goes, by JDK Flight Recorder: it samples Java code that runs, not what a
 * thread does inside of the kernel.
 */
public final class HotSpots {

  private static final long CALL_SECONDS_MAX = 30;

  /** Who code belongs to, by the beginning of its class's name; the first that fits counts. */
  private static final Map<String, String> OWNERS = owners();

  private final Map<String, Long> samples = new LinkedHashMap<>();

  private static Map<String, String> owners() {
    Map<String, String> owners = new LinkedHashMap<>();
    owners.put("io.seckill.", "this service");
    owners.put("com.google.protobuf.", "Protobuf");
    owners.put("io.grpc.", "gRPC");
    owners.put("org.apache.kafka.", "Kafka's client");
    owners.put("io.lettuce.", "Redis's client");
    owners.put("reactor.netty.", "Reactor Netty");
    owners.put("reactor.", "Reactor");
    owners.put("io.netty.", "Netty");
    owners.put("org.springframework.", "Spring");
    owners.put("io.micrometer.", "Micrometer");
    return owners;
  }

  /**
   * Begins to record.
   *
   * @throws IOException where the JVM cannot be asked
   */
  public static void start(Managed process) throws IOException, InterruptedException {
    ask(process, "JFR.start", "name=bench", "settings=profile");
  }

  /** Ends the recording and counts its samples; the file is deleted. */
  public static HotSpots stop(Managed process, Path file) throws IOException, InterruptedException {
    ask(process, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
    HotSpots spots = new HotSpots();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        spots.count(recording.readEvent());
      }
    }
    Files.delete(file);
    return spots;
  }

  private static void ask(Managed process, String... what)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process.pid()));
    command.addAll(List.of(what));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!jcmd.waitFor(CALL_SECONDS_MAX, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
      throw new IOException("jcmd %s: %s".formatted(what[0], said.strip()));
    }
  }

  private void count(RecordedEvent event) {
    if (event.getEventType().getName().equals("jdk.ExecutionSample")
        && event.getStackTrace() != null) {
      add(event.getStackTrace().getFrames().stream().map(HotSpots::className).toList());
    }
  }

  private static String className(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  /** Counts one stack, the running method first. */
  void add(List<String> classes) {
    samples.merge(ownerOf(classes), 1L, Long::sum);
  }

  /** The JDK's own code counts for whoever called it. */
  private static String ownerOf(List<String> classes) {
    for (String name : classes) {
      for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
        if (name.startsWith(owner.getKey())) {
          return owner.getValue();
        }
      }
    }
    return "the JDK and others";
  }

  /** Share of the samples by owner, 0 to 1, the largest first. */
  public Map<String, Double> shares() {
    double all = samples.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
    return shares;
  }
}
