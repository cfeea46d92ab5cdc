package io.seckill.testing.servers;

import io.seckill.stack.servers.Probe;
import io.seckill.stack.servers.RedisServer;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/** The official image with the settings of the embedded server. */
final class RedisInContainer extends GenericContainer<RedisInContainer> implements TestRedis {

  private static final String IMAGE = "redis:8.0";
  private static final int PORT = 6379;

  private final Switch power = new Switch(this, () -> Probe.redis(host(), port()));

  RedisInContainer(int port) {
    super(IMAGE);
    withExposedPorts(PORT);
    setPortBindings(List.of(port + ":" + PORT));
    waitingFor(power);
    withCommand(
        Stream.concat(Stream.of("redis-server"), RedisServer.SETTINGS.stream())
            .toArray(String[]::new));
  }

  @Override
  public String host() {
    return getHost();
  }

  @Override
  public int port() {
    return getMappedPort(PORT);
  }

  @Override
  public void start() {
    if (getContainerId() == null) {
      super.start();
    } else {
      power.on();
    }
  }

  @Override
  public void stop() {
    power.off();
  }

  @Override
  public void kill() {
    power.kill();
  }

  /** An application closes what it was given; the next one needs it still. */
  @Override
  public void close() {}
}
