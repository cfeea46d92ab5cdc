package io.seckill.stack;

import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Managed;
import io.seckill.stack.servers.KafkaServer;
import io.seckill.stack.servers.PostgresServer;
import io.seckill.stack.servers.RedisServer;
import io.seckill.stack.servers.Server;
import io.seckill.stack.servers.ServerFolders;
import io.seckill.stack.services.ServiceProcess;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a plan, running or not. */
final class Members {

  private final List<Server> servers;
  private final List<ServiceProcess> services;

  Members(StackPlan plan) {
    ServerFolders folders =
        new ServerFolders(plan.home().resolve("data"), plan.home().resolve("logs"));
    this.servers =
        List.of(
            new KafkaServer(folders, plan.kafkaPort()),
            new RedisServer(folders, plan.redisPort()),
            new PostgresServer(folders, plan.postgresPort()));
    this.services =
        plan.instances().stream().map(instance -> new ServiceProcess(instance, plan)).toList();
  }

  /** All of them, servers first. */
  List<Managed> all() {
    return Stream.<Managed>concat(servers.stream(), services.stream()).toList();
  }

  List<Server> servers() {
    return servers;
  }

  List<ServiceProcess> services() {
    return services;
  }

  List<ServiceProcess> of(Service service) {
    return services.stream().filter(process -> process.instance().service() == service).toList();
  }

  /** Those whose process lives. */
  List<Managed> running() {
    return all().stream().filter(Managed::isRunning).toList();
  }

  List<Managed> missing() {
    return all().stream().filter(member -> !member.isRunning()).toList();
  }

  /**
   * @param name as {@code seckill-1} or {@code Redis}, in any case
   * @throws IllegalArgumentException naming those that there are
   */
  Managed named(String name) {
    return all().stream()
        .filter(member -> member.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /** The same among the services only. */
  ServiceProcess serviceNamed(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "no process '%s' (expected: %s)"
            .formatted(name, String.join(", ", all().stream().map(Managed::name).toList())));
  }
}
