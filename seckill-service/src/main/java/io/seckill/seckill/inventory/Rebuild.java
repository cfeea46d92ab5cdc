package io.seckill.seckill.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Refills a sale's keys from what the ledger says, behind a fence that is down meanwhile. {@link
 * #begin} comes before the ledger is read to its end: whoever finds the fence unchanged after his
 * reservation was durable can be sure that it will be counted. Two rebuilds at once cannot mix:
 * each step checks that the fence still carries its own token.
 */
@Component
public class Rebuild {

  private static final int CHUNK = 1_000;

  /** A rebuild that was silent for so long counts as dead; a live one shows itself far oftener. */
  private static final String SILENCE_MILLIS = "10000";

  private static final RedisScript<String> BEGIN =
      RedisScript.of(new ClassPathResource("inventory/rebuild-begin.lua"), String.class);
  private static final RedisScript<Long> LOAD =
      RedisScript.of(new ClassPathResource("inventory/rebuild-load.lua"), Long.class);
  private static final RedisScript<Long> END =
      RedisScript.of(new ClassPathResource("inventory/rebuild-end.lua"), Long.class);

  private final StringRedisTemplate redis;

  Rebuild(StringRedisTemplate redis) {
    this.redis = redis;
  }

  /** How a rebuild may begin. */
  public sealed interface Begin {

    /** This one's; {@code fence} is the closed fence to go on with. */
    record Mine(String fence) implements Begin {}

    /** The fence is up: nothing to do. */
    record FenceUp() implements Begin {}

    /** Another one is at work. */
    record AnotherAtWork() implements Begin {}
  }

  /**
   * Takes the fence down and empties the sale's keys.
   *
   * @param token unlike that of any other rebuild
   */
  public Begin begin(String saleId, int stock, String token) {
    String reply =
        redis.execute(
            BEGIN, SaleKeys.of(saleId).all(), token, Integer.toString(stock), SILENCE_MILLIS);
    return switch (reply) {
      case "up" -> new Begin.FenceUp();
      case "wait" -> new Begin.AnotherAtWork();
      default -> new Begin.Mine(reply);
    };
  }

  /**
   * Shows that the rebuild is alive; without it for ten seconds another one takes over.
   *
   * @return false where one has, or another server came in between: begin again
   */
  public boolean alive(String saleId, String closedFence) {
    SaleKeys keys = SaleKeys.of(saleId);
    return done(redis.execute(LOAD, List.of(keys.sale(), keys.reservations()), closedFence));
  }

  /**
   * Fills the keys and puts the fence up.
   *
   * @param standing what the ledger holds as reserved and not cancelled, by request id
   * @param unpaid what was reserved and won, and cancelled as nobody paid, by request id
   * @param cancelled request ids that were cancelled, and {@link Tries#closed} of those that are
   *     about to be, with how long to remember: epoch milliseconds, or infinity
   * @return false where another rebuild or another server came in between: begin again
   */
  public boolean finish(
      String saleId,
      int stock,
      String token,
      String closedFence,
      Map<String, Holding.Units> standing,
      Map<String, Holding.Units> unpaid,
      Map<String, Double> cancelled) {
    SaleKeys keys = SaleKeys.of(saleId);
    List<String> reservations = new ArrayList<>(standing.size() * 2);
    Map<String, Integer> unitsByUser = new HashMap<>();
    Map<String, String> firstByUser = new HashMap<>();
    long taken = 0;
    for (Map.Entry<String, Holding.Units> entry : standing.entrySet()) {
      Holding.Units units = entry.getValue();
      reservations.add(entry.getKey());
      reservations.add(units.format());
      unitsByUser.merge(units.userId(), units.quantity(), Integer::sum);
      firstByUser.putIfAbsent(units.userId(), entry.getKey());
      taken += units.quantity();
    }
    List<String> users = new ArrayList<>(unitsByUser.size() * 2);
    unitsByUser.forEach(
        (user, units) -> {
          users.add(user);
          users.add(units + "|" + firstByUser.get(user));
        });
    List<String> won = new ArrayList<>(unpaid.size() * 2);
    unpaid.forEach(
        (requestId, units) -> {
          won.add(requestId);
          won.add(units.format());
        });
    List<String> marks = new ArrayList<>(cancelled.size() * 2);
    cancelled.forEach(
        (requestId, until) -> {
          marks.add(until.isInfinite() ? "+inf" : Long.toString(until.longValue()));
          marks.add(requestId);
        });
    return load(keys.sale(), keys.reservations(), closedFence, "HSET", reservations)
        && load(keys.sale(), keys.users(), closedFence, "HSET", users)
        && load(keys.sale(), keys.unpaid(), closedFence, "HSET", won)
        && load(keys.sale(), keys.cancelled(), closedFence, "ZADD", marks)
        && done(
            redis.execute(
                END, List.of(keys.sale()), closedFence, token, Long.toString(stock - taken)));
  }

  private boolean load(
      String saleKey, String key, String fence, String command, List<String> values) {
    for (int from = 0; from < values.size(); from += CHUNK * 2) {
      List<String> args = new ArrayList<>();
      args.add(fence);
      args.add(command);
      args.addAll(values.subList(from, Math.min(values.size(), from + CHUNK * 2)));
      if (!done(redis.execute(LOAD, List.of(saleKey, key), args.toArray()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean done(Long reply) {
    return reply == 1;
  }
}
