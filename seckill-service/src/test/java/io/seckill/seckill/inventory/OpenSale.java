package io.seckill.seckill.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.inventory.Answer.Kind;
import io.seckill.seckill.inventory.Claim.Mode;
import io.seckill.testing.servers.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A sale of ten units, on a real Redis. */
abstract class OpenSale {

  private static LettuceConnectionFactory connections;
  static StringRedisTemplate redis;

  /** A repeat has the deadline of its first delivery. */
  final long deadline = System.currentTimeMillis() + 2_000;

  final Inventory inventory = new Inventory(redis, new InventorySettings(60_000, 900_000));
  final Rebuild rebuild = new Rebuild(redis);
  String sale = "";

  @BeforeAll
  static void connect() {
    connections =
        new LettuceConnectionFactory(TestServers.redis().host(), TestServers.redis().port());
    connections.afterPropertiesSet();
    connections.start();
    redis = new StringRedisTemplate(connections);
  }

  @AfterAll
  static void disconnect() {
    connections.destroy();
  }

  @BeforeEach
  void openSale() {
    sale = "sale-" + UUID.randomUUID();
    open(10, Map.of(), Map.of());
  }

  final void open(int stock, Map<String, Holding.Units> standing, Map<String, Double> cancelled) {
    open(stock, standing, Map.of(), cancelled);
  }

  final void open(
      int stock,
      Map<String, Holding.Units> standing,
      Map<String, Holding.Units> unpaid,
      Map<String, Double> cancelled) {
    String token = UUID.randomUUID().toString();
    Rebuild.Begin.Mine mine = (Rebuild.Begin.Mine) rebuild.begin(sale, stock, token);
    assertThat(rebuild.finish(sale, stock, token, mine.fence(), standing, unpaid, cancelled))
        .isTrue();
  }

  final List<Kind> kinds(List<Claim> claims) {
    return kinds(3, claims);
  }

  final List<Kind> kinds(int perUser, List<Claim> claims) {
    return inventory.reserve(sale, perUser, claims).each().stream().map(Answer::kind).toList();
  }

  final Claim claim(String requestId, String user, int quantity) {
    return claim(requestId, user, quantity, Mode.RESERVE);
  }

  final Claim claim(String requestId, String user, int quantity, Mode mode) {
    return new Claim(ofGateway(1, requestId, user, quantity), mode);
  }

  final Request ofGateway(long incarnation, String requestId, String user, int quantity) {
    return new Request(requestId, sale, user, quantity, deadline, "h:1", incarnation);
  }
}
