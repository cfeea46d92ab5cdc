package io.seckill.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the servers come from, a test may stop and kill them and finds all as it was. */
class TestServersIT {

  private static final List<Consumer<TestServer>> ENDS =
      List.of(TestServer::stop, TestServer::kill);

  static List<Consumer<TestServer>> ends() {
    return ENDS;
  }

  @ParameterizedTest
  @MethodSource("ends")
  void kafkaGoesOnAtTheSamePortWithTheSameTopics(Consumer<TestServer> end)
      throws ExecutionException, InterruptedException {
    TestKafka kafka = TestServers.kafka();
    String topic = "kept-" + ENDS.indexOf(end);
    try (Admin admin = admin(kafka)) {
      admin.createTopics(Set.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }

    restart(kafka, end, Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]));

    try (Admin admin = admin(kafka)) {
      assertThat(admin.listTopics().names().get()).contains(topic);
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void redisGoesOnAtTheSamePortWithTheSameKeys(Consumer<TestServer> end) {
    TestRedis redis = TestServers.redis();
    RedisClient client = RedisClient.create(RedisURI.create(redis.host(), redis.port()));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().set("kept", "value");
      // What was written before that is on disk when it is done: killed, Redis may forget a second.
      connection.sync().bgrewriteaof();
      await().until(() -> isWrittenAnew(connection.sync().info("persistence")));
    }

    restart(redis, end, redis.port());

    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(connection.sync().get("kept")).isEqualTo("value");
    } finally {
      client.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void postgresGoesOnAtTheSamePortWithTheSameTables(Consumer<TestServer> end) throws SQLException {
    TestPostgres postgres = TestServers.postgres();
    String table = "kept_" + ENDS.indexOf(end);
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + " as select 42 as answer");
    }

    restart(postgres, end, port(postgres.url()));

    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select answer from " + table)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(42);
    }
  }

  private static void restart(TestServer server, Consumer<TestServer> end, int port) {
    end.accept(server);
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .as("whoever connects while it is away")
        .isInstanceOf(IOException.class);
    server.start();
  }

  private static boolean isWrittenAnew(String persistence) {
    return persistence.contains("aof_rewrite_in_progress:0")
        && persistence.contains("aof_rewrite_scheduled:0")
        && persistence.contains("aof_last_bgrewrite_status:ok");
  }

  private static Admin admin(TestKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static Connection connect(TestPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }

  private static int port(String url) {
    return Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
  }
}
