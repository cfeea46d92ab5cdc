package io.seckill.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.stack.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed PostgreSQL leaves behind. */
class PostgresCrashIT {

  /** It does not look whether its server lives before it is done. */
  private static final String BUSY_FOR_SECONDS =
      """
      do $$
      declare done timestamptz := clock_timestamp() + interval '3 s';
      begin
        while clock_timestamp() < done loop end loop;
      end $$""";

  private final PostgresServer server;

  PostgresCrashIT(@TempDir Path folder) {
    server =
        new PostgresServer(
            new ServerFolders(folder.resolve("data"), folder.resolve("logs")), Ports.anyFree());
  }

  @AfterEach
  void end() {
    server.kill();
  }

  @Test
  void startsAlthoughAConnectionOfTheLifeBeforeIsStillBusy() throws SQLException {
    server.start();
    new PostgresMemo(server).write("before");
    CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> execute(BUSY_FOR_SECONDS));
    await().until(this::isBusy);

    server.kill();
    server.start();

    assertThat(new PostgresMemo(server).read()).contains("before");
    await("its connection has ended").until(busy::isDone);
  }

  private boolean isBusy() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 1 from pg_stat_activity where state = 'active' and query like 'do %'")) {
      return rows.next();
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException ended) {
      throw new CompletionException(ended);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }
}
