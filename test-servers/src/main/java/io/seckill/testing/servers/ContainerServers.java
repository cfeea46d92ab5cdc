package io.seckill.testing.servers;

import io.seckill.stack.process.Ports;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;

/** Containers of the public images. Testcontainers removes them when the JVM ends. */
final class ContainerServers implements Servers {

  private static final Logger log = LoggerFactory.getLogger(ContainerServers.class);

  private @Nullable KafkaInContainer kafka;
  private @Nullable RedisInContainer redis;
  private @Nullable PostgresInContainer postgres;

  @Override
  public synchronized KafkaInContainer kafka() {
    if (kafka == null) {
      kafka = started(new KafkaInContainer(Ports.anyFree()));
    }
    return kafka;
  }

  @Override
  public synchronized RedisInContainer redis() {
    if (redis == null) {
      redis = started(new RedisInContainer(Ports.anyFree()));
    }
    return redis;
  }

  @Override
  public synchronized PostgresInContainer postgres() {
    if (postgres == null) {
      postgres = started(new PostgresInContainer(Ports.anyFree()));
    }
    return postgres;
  }

  private static <C extends GenericContainer<?>> C started(C container) {
    container.start();
    log.info(
        "Test server: {} on port {}, container {}",
        container.getDockerImageName(),
        container.getFirstMappedPort(),
        container.getContainerName());
    return container;
  }
}
