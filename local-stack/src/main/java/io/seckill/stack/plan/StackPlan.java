package io.seckill.stack.plan;

import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A whole stack: where it keeps things, its ports, its services.
 *
 * @param root the project, where the services' jars are
 * @param home takes data, logs and run state
 * @param environment settings for the services beside what this JVM's own environment says
 */
public record StackPlan(
    Path root,
    Path home,
    int kafkaPort,
    int redisPort,
    int postgresPort,
    List<Instance> instances,
    Map<String, String> environment) {

  private static final int STEP_TO_NEXT_INSTANCE = 100;
  private static final int PORT_MAX = 65_535;

  public StackPlan {
    instances = List.copyOf(instances);
    environment = Map.copyOf(environment);
  }

  /**
   * The default ports, moved where the environment says so; further instances take the next free
   * ones, a hundred higher each.
   *
   * @param standing instances that run already and keep their ports
   * @throws ProcessFailure where a port of the environment is not one
   */
  public static StackPlan standard(
      Path root, Scale scale, List<Instance> standing, Map<String, String> environment) {
    Settings settings = new Settings(environment);
    List<Instance> instances = new ArrayList<>();
    for (Service service : Service.values()) {
      instances.addAll(standing.stream().filter(i -> i.service() == service).toList());
      for (int number = 1; number <= scale.of(service); number++) {
        if (!holds(instances, service, number)) {
          instances.add(instance(service, number, settings, instances));
        }
      }
    }
    return new StackPlan(
        root,
        home(root, environment),
        settings.port("SECKILL_KAFKA_PORT", 9092),
        settings.port("SECKILL_REDIS_PORT", 6379),
        settings.port("SECKILL_POSTGRES_PORT", 5432),
        instances,
        Map.of());
  }

  /** {@code SECKILL_HOME}, or {@code .seckill} in the project. */
  public static Path home(Path root, Map<String, String> environment) {
    String home = environment.get("SECKILL_HOME");
    return home == null || home.isBlank()
        ? root.resolve(".seckill")
        : Path.of(home).toAbsolutePath();
  }

  /** The same with the servers on other ports. */
  public StackPlan withServers(int kafka, int redis, int postgres) {
    return new StackPlan(root, home, kafka, redis, postgres, instances, environment);
  }

  /** A stack on free ports in a folder of its own, so that it collides with no other; for tests. */
  public static StackPlan isolated(
      Path root, Path home, Scale scale, Map<String, String> environment) {
    List<Instance> instances = new ArrayList<>();
    for (Service service : Service.values()) {
      for (int number = 1; number <= scale.of(service); number++) {
        int grpcPort = service.servesGrpc() ? Ports.anyFree() : 0;
        instances.add(new Instance(service, number, Ports.anyFree(), grpcPort));
      }
    }
    return new StackPlan(
        root, home, Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), instances, environment);
  }

  /** The instances of one service, first to last. */
  public List<Instance> of(Service service) {
    return instances.stream().filter(instance -> instance.service() == service).toList();
  }

  private static Instance instance(
      Service service, int number, Settings settings, List<Instance> taken) {
    int http = settings.port(service.httpPortSetting(), service.httpPort());
    int grpc =
        service.servesGrpc() ? settings.port(service.grpcPortSetting(), service.grpcPort()) : 0;
    if (number == 1) {
      return new Instance(service, number, http, grpc);
    }
    IntPredicate usable =
        port ->
            taken.stream().noneMatch(i -> i.httpPort() == port || i.grpcPort() == port)
                && Ports.isFree(port);
    int offset = (number - 1) * STEP_TO_NEXT_INSTANCE;
    while (!usable.test(http + offset) || (grpc != 0 && !usable.test(grpc + offset))) {
      offset += STEP_TO_NEXT_INSTANCE;
      if (Math.max(http, grpc) + offset > PORT_MAX) {
        throw new ProcessFailure("no free port is left for %s-%d".formatted(service.id(), number));
      }
    }
    return new Instance(service, number, http + offset, grpc == 0 ? 0 : grpc + offset);
  }

  private static boolean holds(List<Instance> instances, Service service, int number) {
    return instances.stream().anyMatch(i -> i.service() == service && i.number() == number);
  }

  private record Settings(Map<String, String> environment) {

    int port(String name, int standard) {
      @Nullable String text = environment.get(name);
      if (text == null || text.isBlank()) {
        return standard;
      }
      int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (port < 1 || port > PORT_MAX) {
        throw new ProcessFailure("%s: '%s' (expected: 1 to %d)".formatted(name, text, PORT_MAX));
      }
      return port;
    }
  }
}
