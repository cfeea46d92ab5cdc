package io.seckill.stack.audit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.seckill.stack.audit.SaleFacts.Inventory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a sale's inventory from Redis, a piece at a time: a large sale must not hold Redis up. */
final class RedisFacts implements AutoCloseable {

  private static final int SCAN_COUNT = 1000;
  private static final Pattern RUN_ID = Pattern.compile("run_id:(\\p{XDigit}+)");
  private static final Duration COMMAND_MAX = Duration.ofSeconds(5);

  private final String address;
  private final ClientResources resources =
      DefaultClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  /** Which life of the server this is: a fence that names another is down. */
  private final String runId;

  /**
   * @throws UnreadableException where Redis cannot be reached
   */
  RedisFacts(String host, int port) {
    address = host + ":" + port;
    client =
        RedisClient.create(
            resources,
            RedisURI.builder().withHost(host).withPort(port).withTimeout(COMMAND_MAX).build());
    // The audit looks once: where Redis goes away meanwhile, that is the finding.
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    try {
      connection = client.connect();
      runId = runId(connection.sync().info("server"));
    } catch (RedisException e) {
      shutdown();
      throw new UnreadableException("Redis", address, e);
    }
  }

  /** Adds what Redis holds of a sale; nothing while its fence is down. */
  void readInto(SaleFacts facts) {
    String sale = "seckill:{" + facts.saleId() + "}:";
    try {
      RedisCommands<String, String> redis = connection.sync();
      Map<String, String> stock = redis.hgetall(sale + "sale");
      String fence = stock.getOrDefault("fence", "");
      if (!fence.startsWith(runId)) {
        return;
      }
      facts.inventory(
          new Inventory(
              true,
              number(sale, "stock", stock.getOrDefault("stock", ""), 0),
              number(sale, "remaining", stock.getOrDefault("remaining", ""), 0)));
      // From <userId>|<quantity>|<deadlineEpochMillis>; no id contains a bar.
      scan(
          redis,
          sale + "reservations",
          (id, value) ->
              facts.heldInRedis(id, value.split("\\|", -1)[0], number(sale, id, value, 1)));
      scan(
          redis,
          sale + "users",
          (user, value) -> facts.countedInRedis(user, number(sale, user, value, 0)));
    } catch (RedisException e) {
      throw new UnreadableException("Redis", address, e);
    }
  }

  private String runId(String info) {
    Matcher matcher = RUN_ID.matcher(info);
    if (!matcher.find()) {
      throw new UnreadableException("Redis at %s does not say its run_id.".formatted(address));
    }
    return matcher.group(1);
  }

  /** A scan may give a field twice. */
  private static void scan(
      RedisCommands<String, String> redis, String hash, BiConsumer<String, String> reader) {
    ScanIterator.hscan(redis, hash, ScanArgs.Builder.limit(SCAN_COUNT))
        .forEachRemaining(field -> reader.accept(field.getKey(), field.getValue()));
  }

  private int number(String sale, String field, String value, int part) {
    String[] parts = value.split("\\|", -1);
    try {
      return Integer.parseInt(parts[part]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new UnreadableException(
          "Redis at %s: %s… field %s: '%s' (expected: a number as part %d)"
              .formatted(address, sale, field, value, part + 1));
    }
  }

  @Override
  public void close() {
    connection.close();
    shutdown();
  }

  private void shutdown() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
