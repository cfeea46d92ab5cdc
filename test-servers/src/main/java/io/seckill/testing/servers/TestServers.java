package io.seckill.testing.servers;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/**
 * To {@code @Import} into a {@code @SpringBootTest}: the application under test then talks to real
 * servers. Each is started when it is first asked for, once per JVM, on a free port, with empty
 * data; all end with the JVM. For faults: {@code TestServers.redis().stop()} and {@code start()},
 * on the same port and data.
 *
 * <p>They run in containers where a Docker engine answers, else as processes of this machine; the
 * system property {@code seckill.test.servers} or the environment variable {@code
 * SECKILL_TEST_SERVERS} ({@code containers}, {@code embedded}, {@code auto}) decides otherwise. The
 * log says which and why.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({ContainerConnections.class, EmbeddedConnections.class})
public class TestServers {

  /** Started at the first call. */
  public static TestKafka kafka() {
    return OfThisJvm.SERVERS.kafka();
  }

  /** Started at the first call. */
  public static TestRedis redis() {
    return OfThisJvm.SERVERS.redis();
  }

  /** Started at the first call. */
  public static TestPostgres postgres() {
    return OfThisJvm.SERVERS.postgres();
  }

  private static final class OfThisJvm {

    static final Servers SERVERS =
        switch (Origin.ofThisJvm()) {
          case EMBEDDED -> new EmbeddedServers();
          case CONTAINERS -> new ContainerServers();
        };
  }
}
