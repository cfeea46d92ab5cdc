package io.seckill.stack.state;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stack that was started.
 *
 * @param kafkaPort TCP port of Kafka, likewise the next two
 * @param services the services' instances with their ports
 * @param processes the processes as launched; some may have ended since
 */
public record RunState(
    int kafkaPort,
    int redisPort,
    int postgresPort,
    List<ServiceInstance> services,
    List<Running> processes) {

  public RunState {
    services = List.copyOf(services);
    processes = List.copyOf(processes);
  }

  /**
   * A process.
   *
   * @param name {@code Kafka} or {@code seckill-2}
   * @param startedAt with {@code pid} identifies it: ids are given again
   */
  public record Running(String name, long pid, Instant startedAt) {}

  /** A service's instance, as the file has it. */
  public record ServiceInstance(
      String service, int number, int httpPort, int grpcPort, @Nullable String url) {

    static ServiceInstance of(Instance instance) {
      return new ServiceInstance(
          instance.service().id(),
          instance.number(),
          instance.httpPort(),
          instance.grpcPort(),
          instance.url());
    }

    Instance instance() {
      return new Instance(
          Service.valueOf(service.toUpperCase(Locale.ROOT)), number, httpPort, grpcPort);
    }
  }

  /** The instances in the order of the flow. */
  public List<Instance> instances() {
    return services.stream().map(ServiceInstance::instance).toList();
  }
}
