package io.seckill.stack.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The five services with their default ports and the Java options that fit them on one small
 * machine.
 */
public enum Service {
  GATEWAY(8080, 9090, true, Jvm.busy(704)),
  SECKILL(8081, 9091, true, Jvm.busy(256)),
  ORDER(8082, 0, false, Jvm.calm(160)),
  NOTIFICATION(8083, 0, false, Jvm.calm(128)),
  STATS(8084, 0, false, Jvm.calm(128));

  private final int httpPort;
  private final int grpcPort;
  private final boolean shoppersWait;
  private final List<String> jvmOptions;

  Service(int httpPort, int grpcPort, boolean shoppersWait, List<String> jvmOptions) {
    this.httpPort = httpPort;
    this.grpcPort = grpcPort;
    this.shoppersWait = shoppersWait;
    this.jvmOptions = jvmOptions;
  }

  /** In lower case, as in {@code --scale gateway=2}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its Maven module. */
  public String module() {
    return id() + "-service";
  }

  public int httpPort() {
    return httpPort;
  }

  /** 0 where it serves no gRPC. */
  public int grpcPort() {
    return grpcPort;
  }

  public boolean servesGrpc() {
    return grpcPort != 0;
  }

  /** The environment variable that moves its first instance's HTTP port. */
  public String httpPortSetting() {
    return "SECKILL_" + name() + "_HTTP_PORT";
  }

  /** The environment variable that moves its first instance's gRPC port. */
  public String grpcPortSetting() {
    return "SECKILL_" + name() + "_GRPC_PORT";
  }

  /** Whether a shopper who asked has no answer before it has done its part. */
  public boolean shoppersWait() {
    return shoppersWait;
  }

  public List<String> jvmOptions() {
    return jvmOptions;
  }

  /** All ids, in the order of the flow. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Service::id).toList();
  }

  private static final class Jvm {

    /** On the shopper's path: the optimizing compiler, and a collector that works beside it. */
    static List<String> busy(int heapMegabytes) {
      return with(heapMegabytes, "-XX:ReservedCodeCacheSize=64m");
    }

    /** Behind the queue: small and quick to start. */
    static List<String> calm(int heapMegabytes) {
      return with(
          heapMegabytes,
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=48m");
    }

    private static List<String> with(int heapMegabytes, String... more) {
      return Stream.concat(
              Stream.of(
                  "-Xmx" + heapMegabytes + "m",
                  "-Xss512k",
                  "-XX:MaxMetaspaceSize=160m",
                  "-XX:MaxDirectMemorySize=96m",
                  "-XX:+ExitOnOutOfMemoryError",
                  // In some languages %d writes other digits than 0 to 9, also into JSON.
                  "-Duser.language=en",
                  "-Djava.awt.headless=true"),
              Stream.of(more))
          .toList();
    }
  }
}
