package io.seckill.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reaches into the stores behind the services' backs. */
final class Stores {

  private final Map<String, String> addresses;

  /** By the same variables as the services. */
  Stores(Map<String, String> addresses) {
    this.addresses = addresses;
  }

  /** Changes exactly one row. */
  void changeRow(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = statement(connection, sql, values)) {
      int rows = statement.executeUpdate();
      if (rows != 1) {
        throw new AssertionError("rows changed: %d (expected: 1) by %s".formatted(rows, sql));
      }
    }
  }

  /** The first column of every row. */
  List<String> column(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = statement(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }

  /** Adds units to what Redis says remains of a sale; a negative number steals them. */
  void addToRemaining(String saleId, int units) {
    try (RedisClient client = redis();
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().hincrby("seckill:{" + saleId + "}:sale", "remaining", units);
    }
  }

  /** As if somebody had deleted its data. */
  void wipeRedis() {
    try (RedisClient client = redis();
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().flushall();
    }
  }

  /** Whether Redis could write what it was told to its disk, the last time that it tried. */
  boolean redisWrites() {
    try (RedisClient client = redis();
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection.sync().info("persistence").contains("aof_last_write_status:ok");
    }
  }

  private RedisClient redis() {
    return RedisClient.create(
        "redis://%s:%s"
            .formatted(addresses.get("SECKILL_REDIS_HOST"), addresses.get("SECKILL_REDIS_PORT")));
  }

  /** Appends to the ledger as the services do; returns when it is durable. */
  void append(LedgerEntry entry) throws InterruptedException, ExecutionException {
    append(Topics.RESERVATIONS, entry.getRequestId(), entry.toByteArray());
  }

  /** Appends anything to a topic; returns when it is durable. */
  void append(String topic, String key, byte[] value)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            addresses.get("SECKILL_KAFKA"),
            ProducerConfig.ACKS_CONFIG,
            "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        addresses.get("SECKILL_POSTGRES_URL"),
        addresses.get("SECKILL_POSTGRES_USER"),
        addresses.get("SECKILL_POSTGRES_PASSWORD"));
  }

  private static PreparedStatement statement(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
