package io.seckill.benchmarks.stage;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.Scale;
import io.seckill.stack.plan.Service;
import io.seckill.stack.plan.StackPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans of the same servers with other services.
 *
 * @param empty the servers alone
 * @param extension stands behind the gateway's own jar and seckill-service's
 * @param provider takes SMS
 */
record StagePlans(StackPlan empty, Path extension, URI provider) {

  /** As many messages on their way at once as the naive service has threads. */
  private static final String SMS_IN_FLIGHT_MAX = "200";

  /**
   * @param settings beside the defaults and the provider's address
   */
  StackPlan of(List<Instance> instances, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SECKILL_SMS_SENDER", "http");
    environment.put("SECKILL_SMS_URL", provider.toString());
    environment.put("SECKILL_NOTIFICATION_DELIVERY_CONCURRENCYMAX", SMS_IN_FLIGHT_MAX);
    environment.put("SECKILL_NOTIFICATION_DELIVERY_BATCHMAX", SMS_IN_FLIGHT_MAX);
    // Nobody pays here, and a sweep in the middle would be measured too.
    environment.put("SECKILL_ORDER_PAY_WITHIN", "7d");
    environment.putAll(settings);
    return new StackPlan(
        empty.root(),
        empty.home(),
        empty.kafkaPort(),
        empty.redisPort(),
        empty.postgresPort(),
        instances,
        environment,
        Map.of(Service.GATEWAY, extension, Service.SECKILL, extension));
  }

  /** Those of before keep their ports; further ones get free ones. */
  List<Instance> instances(Scale scale, StackPlan before) {
    List<Instance> instances = new ArrayList<>();
    StackPlan fresh = StackPlan.isolated(empty.root(), empty.home(), scale, Map.of());
    for (Service service : Service.values()) {
      List<Instance> standing = before.of(service);
      for (int i = 0; i < scale.of(service); i++) {
        instances.add(i < standing.size() ? standing.get(i) : fresh.of(service).get(i));
      }
    }
    return instances;
  }
}
