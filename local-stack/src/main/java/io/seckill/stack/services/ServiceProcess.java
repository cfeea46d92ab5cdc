package io.seckill.stack.services;

import io.seckill.stack.plan.Instance;
import io.seckill.stack.plan.StackPlan;
import io.seckill.stack.process.Launch;
import io.seckill.stack.process.Managed;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of a service, ready when it says so at {@code /actuator/health/readiness}. */
public final class ServiceProcess extends Managed {

  /**
   * Where others keep the processor busy, those that yield it to them stop last: 21 s were seen.
   */
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(120), Duration.ofSeconds(45));

  private static final int PROBE_TIMEOUT_MILLIS = 1_000;

  private final Instance instance;
  private final StackPlan plan;

  public ServiceProcess(Instance instance, StackPlan plan) {
    super(
        instance.name(),
        plan.home().resolve("logs").resolve(instance.name() + ".log"),
        LIMITS,
        Launch.PoliteEnd.TERM);
    this.instance = instance;
    this.plan = plan;
  }

  public Instance instance() {
    return instance;
  }

  @Override
  public List<ListensOn> ports() {
    List<ListensOn> ports = new ArrayList<>();
    ports.add(new ListensOn(instance.httpPort(), instance.service().httpPortSetting() + "=PORT"));
    if (instance.service().servesGrpc()) {
      ports.add(new ListensOn(instance.grpcPort(), instance.service().grpcPortSetting() + "=PORT"));
    }
    return ports;
  }

  @Override
  protected List<String> command() throws IOException {
    ServiceProgram program = new ServiceProgram(plan, instance.service());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(instance.service().jvmOptions());
    command.addAll(program.arguments());
    return command;
  }

  @Override
  protected Map<String, String> environment() {
    return ServiceSettings.of(instance, plan);
  }

  @Override
  protected boolean yields() {
    return !instance.service().shoppersWait();
  }

  @Override
  protected boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(instance.url() + "/actuator/health/readiness").toURL().openConnection();
      connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
      connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
