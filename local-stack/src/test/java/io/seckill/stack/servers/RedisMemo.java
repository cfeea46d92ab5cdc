package io.seckill.stack.servers;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.function.Function;

record RedisMemo(RedisServer server) implements Memo {

  @Override
  public void write(String word) {
    with(redis -> redis.rpush("memo", word));
  }

  @Override
  public List<String> read() {
    return with(redis -> redis.lrange("memo", 0, -1));
  }

  @Override
  public String toString() {
    return server.name();
  }

  private <T> T with(Function<RedisCommands<String, String>, T> action) {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
    try (client;
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return action.apply(connection.sync());
    }
  }
}
