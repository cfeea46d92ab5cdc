package io.seckill.gateway.admission.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.seckill.gateway.admission.bucket.LocalTokens;
import io.seckill.gateway.admission.bucket.TokenBucketContract;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.testing.servers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

class LeasedTokensIT extends TokenBucketContract {

  private static LettuceConnectionFactory connections;
  private final List<LeasedTokens> opened = new ArrayList<>();

  @BeforeAll
  static void connect() {
    connections =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration(
                TestServers.redis().host(), TestServers.redis().port()),
            LettuceClientConfiguration.builder()
                .clientOptions(
                    ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .build())
                .commandTimeout(Duration.ofMillis(500))
                .build());
    connections.afterPropertiesSet();
    connections.start();
  }

  @AfterAll
  static void disconnect() {
    connections.destroy();
  }

  @AfterEach
  void close() {
    opened.forEach(LeasedTokens::stop);
  }

  @Override
  protected TokenSource bucket(long rate, long capacity) {
    return gateway("bucket-" + UUID.randomUUID(), rate, capacity, null);
  }

  private LeasedTokens gateway(
      String key, long rate, long capacity, @Nullable TokenSource withoutRedis) {
    LeasedTokens tokens =
        new LeasedTokens(
            new RedisBucket(
                new ReactiveStringRedisTemplate(connections), key, () -> rate, capacity),
            capacity,
            withoutRedis);
    tokens.start();
    opened.add(tokens);
    return tokens;
  }

  /** A lease is renewed every 20 ms. */
  @Override
  protected Duration delay() {
    return Duration.ofMillis(100);
  }

  @Test
  void twoGatewaysShareOneBucket() {
    String key = "bucket-" + UUID.randomUUID();
    LeasedTokens one = gateway(key, 1, 1_000, null);
    LeasedTokens two = gateway(key, 1, 1_000, null);
    assertThat(drain(one) + drain(two)).isBetween(1_000L, 1_005L);
  }

  @Test
  void aGatewayThatEndsGivesBackWhatItDidNotUse() {
    String key = "bucket-" + UUID.randomUUID();
    LeasedTokens one = gateway(key, 1, 1_000, null);
    await().until(() -> one.available() > 0);
    one.stop();
    assertThat(drain(gateway(key, 1, 1_000, null))).isBetween(1_000L, 1_005L);
  }

  @Test
  void withoutRedisItRefusesOrGoesOnAlone() {
    LeasedTokens denying = gateway("a", 1_000, 1_000, null);
    LeasedTokens alone =
        gateway(
            "b",
            1_000,
            1_000,
            new LocalTokens(() -> 1, 5, io.github.bucket4j.TimeMeter.SYSTEM_NANOTIME));
    TestServers.redis().stop();
    try {
      await().untilAsserted(() -> assertThat(denying.tryTake()).isFalse());
      await()
          .untilAsserted(
              () -> {
                // The last lease first, then the bucket of its own.
                alone.tryTake();
                assertThat(alone.available()).isBetween(1L, 5L);
              });
      assertThat(alone.tryTake()).isTrue();
    } finally {
      TestServers.redis().start();
    }
    await().untilAsserted(() -> assertThat(denying.tryTake()).isTrue());
  }
}
