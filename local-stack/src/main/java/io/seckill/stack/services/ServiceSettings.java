package io.seckill.stack.services;

import static java.util.stream.Collectors.joining;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import java.util.HashMap;
import java.util.Map;

/** The environment of one instance: its own ports, and where the others are. */
final class ServiceSettings {

  private ServiceSettings() {}

  static Map<String, String> of(Instance instance, StackPlan plan) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SECKILL_KAFKA", "127.0.0.1:" + plan.kafkaPort());
    settings.put("SECKILL_REDIS_HOST", "127.0.0.1");
    settings.put("SECKILL_REDIS_PORT", Integer.toString(plan.redisPort()));
    settings.put(
        "SECKILL_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + plan.postgresPort() + "/seckill");
    settings.put("SECKILL_POSTGRES_USER", "seckill");
    settings.put("SECKILL_POSTGRES_PASSWORD", "seckill");
    settings.put("SECKILL_SALES_ADDRESSES", salesAddresses(plan));
    settings.put("SECKILL_DASHBOARDS", dashboards(plan));
    settings.put("SECKILL_HTTP_PORT", Integer.toString(instance.httpPort()));
    if (instance.service().servesGrpc()) {
      settings.put("SECKILL_GRPC_PORT", Integer.toString(instance.grpcPort()));
    }
    settings.putAll(plan.environment());
    return settings;
  }

  private static String salesAddresses(StackPlan plan) {
    return plan.of(Service.SECKILL).stream()
        .map(instance -> "127.0.0.1:" + instance.grpcPort())
        .collect(joining(","));
  }

  private static String dashboards(StackPlan plan) {
    return plan.instances().stream()
        .map(instance -> label(instance) + "=" + instance.url())
        .collect(joining(","));
  }

  private static String label(Instance instance) {
    return instance.number() == 1 ? instance.service().id() : instance.name();
  }
}
