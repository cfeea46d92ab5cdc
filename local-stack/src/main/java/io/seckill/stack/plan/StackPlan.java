package io.seckill.stack.plan;

import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A whole stack: where it keeps things, its ports, its services.
 *
 * @param root the project, where the services' jars are
 * @param home takes data, logs and run state
 * @param environment settings for the services beside what this JVM's own environment says
 * @param extensions jars that stand behind a service's own on its class path; none but for
 *     benchmarks
 */
public record StackPlan(
    Path root,
    Path home,
    int kafkaPort,
    int redisPort,
    int postgresPort,
    List<Instance> instances,
    Map<String, String> environment,
    Map<Service, Path> extensions) {

  private static final int STEP_TO_NEXT_INSTANCE = 100;

  public StackPlan {
    instances = List.copyOf(instances);
    environment = Map.copyOf(environment);
    extensions = Map.copyOf(extensions);
  }

  /** The services as they are, without extensions. */
  public StackPlan(
      Path root,
      Path home,
      int kafkaPort,
      int redisPort,
      int postgresPort,
      List<Instance> instances,
      Map<String, String> environment) {
    this(root, home, kafkaPort, redisPort, postgresPort, instances, environment, Map.of());
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
    PortSettings settings = new PortSettings(environment);
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
        settings.kafkaPort(),
        settings.port("SECKILL_REDIS_PORT", 6379),
        settings.postgresPort(),
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
    return new StackPlan(root, home, kafka, redis, postgres, instances, environment, extensions);
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
      Service service, int number, PortSettings settings, List<Instance> taken) {
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
      if (Math.max(http, grpc) + offset > PortSettings.PORT_MAX) {
        throw new ProcessFailure("no free port is left for %s-%d".formatted(service.id(), number));
      }
    }
    return new Instance(service, number, http + offset, grpc == 0 ? 0 : grpc + offset);
  }

  private static boolean holds(List<Instance> instances, Service service, int number) {
    return instances.stream().anyMatch(i -> i.service() == service && i.number() == number);
  }
}
