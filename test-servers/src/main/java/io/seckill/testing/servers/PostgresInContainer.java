package io.seckill.testing.servers;

import io.seckill.stack.servers.PostgresServer;
import io.seckill.stack.servers.Probe;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The official image with the settings of the embedded server. */
final class PostgresInContainer extends PostgreSQLContainer implements TestPostgres {

  private static final String IMAGE = "postgres:17";
  private static final String SECKILL = "seckill";

  private final Switch power = new Switch(this, () -> Probe.postgres(url(), user(), password()));

  PostgresInContainer(int port) {
    super(IMAGE);
    withDatabaseName(SECKILL);
    withUsername(SECKILL);
    withPassword(SECKILL);
    // Another language would sort another way.
    withEnv("POSTGRES_INITDB_ARGS", "--locale=C --encoding=UTF8 --no-sync");
    setPortBindings(List.of(port + ":" + POSTGRESQL_PORT));
    waitingFor(power);
    withCommand(
        Stream.concat(
                Stream.of("postgres"),
                PostgresServer.SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting)))
            .toArray(String[]::new));
  }

  @Override
  public String url() {
    return getJdbcUrl();
  }

  @Override
  public String user() {
    return getUsername();
  }

  @Override
  public String password() {
    return getPassword();
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
