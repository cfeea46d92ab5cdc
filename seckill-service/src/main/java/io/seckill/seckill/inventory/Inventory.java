package io.seckill.seckill.inventory;

import io.seckill.seckill.decision.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Stock in Redis, a view of the ledger. Every call is one atomic script, and each throws {@link
 * FenceDownException} where this Redis may lack writes: after its restart, a failover, a wipe.
 */
@Component
public class Inventory {

  @SuppressWarnings("rawtypes")
  private static final RedisScript<List> RESERVE = script("reserve");

  @SuppressWarnings("rawtypes")
  private static final RedisScript<List> CLOSE = script("close");

  @SuppressWarnings("rawtypes")
  private static final RedisScript<List> RELEASE = script("release");

  @SuppressWarnings("rawtypes")
  private static final RedisScript<List> LOOK = script("look");

  private final StringRedisTemplate redis;
  private final InventorySettings settings;

  Inventory(StringRedisTemplate redis, InventorySettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  /**
   * Serves the claims of one sale, in order. A repeat gets the first answer.
   *
   * @param claims 1 to 1000
   */
  public Answers reserve(String saleId, int perUser, List<Claim> claims) {
    Object[] args = new Object[2 + claims.size() * 6];
    args[0] = Integer.toString(perUser);
    args[1] = Long.toString(settings.graceMillis());
    int i = 2;
    for (Claim claim : claims) {
      args[i++] = claim.request().requestId();
      args[i++] = claim.request().userId();
      args[i++] = Integer.toString(claim.request().quantity());
      args[i++] = Long.toString(claim.request().deadlineMillis());
      args[i++] = claim.mode().code;
      args[i++] = Tries.name(claim.request().tryId());
    }
    List<String> reply = run(RESERVE, saleId, args);
    List<Answer> answers = new ArrayList<>(claims.size());
    for (String code : reply.subList(3, reply.size())) {
      answers.add(Answer.parse(code));
    }
    return new Answers(Stock.of(reply), answers);
  }

  /**
   * Asks for tries whether they may be cancelled, and sees to it that no other try of these
   * requests gets units from now on.
   *
   * @param tries 1 to 1000
   * @return for each in order whether it may; not where another try holds units
   */
  public List<Boolean> close(String saleId, List<Request> tries) {
    Object[] args = new Object[tries.size() * 2];
    for (int i = 0; i < tries.size(); i++) {
      args[i * 2] = tries.get(i).requestId();
      args[i * 2 + 1] = Tries.name(tries.get(i).tryId());
    }
    List<String> reply = run(CLOSE, saleId, args);
    return reply.subList(3, reply.size()).stream().map("Y"::equals).toList();
  }

  /**
   * Gives the units of cancelled requests back, each once, and keeps later claims of them out.
   *
   * @param requestIds 1 to 1000
   * @param unpaid those of them whose order was not paid: they stay known as won
   */
  public Released release(String saleId, List<String> requestIds, Set<String> unpaid) {
    Object[] args = new Object[1 + requestIds.size()];
    args[0] = Long.toString(settings.markMillis());
    for (int i = 0; i < requestIds.size(); i++) {
      String id = requestIds.get(i);
      args[i + 1] = unpaid.contains(id) ? "!" + id : id;
    }
    List<String> reply = run(RELEASE, saleId, args);
    return new Released(Integer.parseInt(reply.get(3)), Stock.of(reply));
  }

  /** The sale's stock as it stands. */
  public Stock stock(String saleId) {
    return Stock.of(run(LOOK, saleId));
  }

  /** What is known of one request. */
  public Holding holding(String saleId, String requestId) {
    List<String> reply = run(LOOK, saleId, requestId);
    Holding.@Nullable Units units =
        reply.get(3).isEmpty() ? null : Holding.Units.parse(reply.get(3));
    return new Holding(units, reply.get(4).equals("C"), reply.get(4).equals("U"));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private List<String> run(RedisScript<List> script, String saleId, Object... args) {
    List<String> reply = redis.execute(script, SaleKeys.of(saleId).all(), args);
    if (reply == null || reply.isEmpty()) {
      throw new FenceDownException(saleId);
    }
    return reply;
  }

  @SuppressWarnings("rawtypes")
  private static RedisScript<List> script(String name) {
    return RedisScript.of(new ClassPathResource("inventory/" + name + ".lua"), List.class);
  }
}
