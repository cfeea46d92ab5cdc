package io.seckill.stack.services;

import static java.util.stream.Collectors.joining;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import java.util.HashMap;
import java.util.Map;

/** Where everything of a stack is, as the environment variables that services and commands read. */
public final class Addresses {

  private Addresses() {}

  public static Map<String, String> of(StackPlan plan) {
    Map<String, String> addresses = new HashMap<>();
    addresses.put("SECKILL_KAFKA", "127.0.0.1:" + plan.kafkaPort());
    addresses.put("SECKILL_REDIS_HOST", "127.0.0.1");
    addresses.put("SECKILL_REDIS_PORT", Integer.toString(plan.redisPort()));
    addresses.put(
        "SECKILL_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + plan.postgresPort() + "/seckill");
    addresses.put("SECKILL_POSTGRES_USER", "seckill");
    addresses.put("SECKILL_POSTGRES_PASSWORD", "seckill");
    addresses.put("SECKILL_SALES_ADDRESSES", salesAddresses(plan));
    addresses.put("SECKILL_DASHBOARDS", dashboards(plan));
    return addresses;
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
