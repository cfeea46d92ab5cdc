package io.seckill.stack.services;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.StackPlan;
import java.util.HashMap;
import java.util.Map;

/** The environment of one instance: its own ports, and where the others are. */
final class ServiceSettings {

  private ServiceSettings() {}

  static Map<String, String> of(Instance instance, StackPlan plan) {
    Map<String, String> settings = new HashMap<>(Addresses.of(plan));
    settings.put("SECKILL_HTTP_PORT", Integer.toString(instance.httpPort()));
    if (instance.service().servesGrpc()) {
      settings.put("SECKILL_GRPC_PORT", Integer.toString(instance.grpcPort()));
    }
    settings.putAll(plan.environment());
    return settings;
  }
}
