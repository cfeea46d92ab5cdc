package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The Redis server: runs production's scripts, and forgets what was not yet on its disk. */
final class Redis {

  /** Each is read from its file once. */
  private static final Map<RedisScript<?>, String> SOURCES = new ConcurrentHashMap<>();

  /** Thrown by the thousand: to note where from would cost more than the call. */
  private static final RuntimeException DOWN = new RedisConnectionFailureException("down");

  private static final RuntimeException LOST =
      new RedisConnectionFailureException("lost on its way");
  private static final RuntimeException UNANSWERED =
      new QueryTimeoutException("the reply was lost");

  private final World world;
  private final Sabotage sabotage;
  private final Machine clock;
  private final List<String> reservedTooLate = new ArrayList<>();
  private int lives;
  private RedisData data;
  private RedisData onDisk;
  private long downUntilMillis;

  Redis(World world, Sabotage sabotage, Machine clock) {
    this.world = world;
    this.sabotage = sabotage;
    this.clock = clock;
    this.data = new RedisData(nextRunId(), clock.clock()::millis);
    this.onDisk = data.copy(nextRunId());
  }

  private String nextRunId() {
    lives++;
    return "%08x".formatted(lives);
  }

  /** A client of one process. */
  StringRedisTemplate client(Machine machine) {
    return new Client(machine);
  }

  /** Dies and comes back with what its disk holds, all of it or less, or with nothing at all. */
  void fail() {
    switch (world.pick(4)) {
      case 0, 1 -> restart("restarts", data.copy(nextRunId()));
      case 2 -> restart("loses its tail", onDisk.copy(nextRunId()));
      default -> wipe();
    }
  }

  /** Comes back with nothing at all. */
  void wipe() {
    restart("is wiped", new RedisData(nextRunId(), clock.clock()::millis));
  }

  private void restart(String how, RedisData with) {
    world.trace.say("redis", how);
    data = with;
    onDisk = data;
    downUntilMillis = world.nowMillis() + world.pick(300);
  }

  /** Requests that got units longer after their deadline than any pause of a process lasts. */
  List<String> reservedTooLate() {
    return reservedTooLate;
  }

  private void watch(String source, List<String> args, Object reply) {
    if (!source.contains("any_cancelled") || !(reply instanceof List<?> codes)) {
      return;
    }
    long grace = Long.parseLong(args.get(1));
    for (int i = 3; i < codes.size(); i++) {
      int claim = 2 + (i - 3) * 6;
      boolean adopted = args.get(claim + 4).equals("A");
      long deadline = Long.parseLong(args.get(claim + 3));
      if (codes.get(i).equals("R") && !adopted && clock.clock().millis() > deadline + grace) {
        reservedTooLate.add(args.get(claim));
      }
    }
  }

  private Object run(String source, List<String> keys, List<String> args) {
    Object reply = Scripts.run(data, sabotage.script(source), keys, args);
    watch(source, args, reply);
    if (world.chance(0.15)) {
      onDisk = data.copy("");
    }
    return reply;
  }

  private final class Client extends StringRedisTemplate {

    private final Machine machine;

    private Client(Machine machine) {
      this.machine = machine;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T execute(RedisScript<T> script, List<String> keys, Object... args) {
      world.door(machine);
      if (!world.isCalm() && world.nowMillis() < downUntilMillis) {
        throw DOWN;
      }
      if (world.fault(world.plan.redisFaults / 2)) {
        throw LOST;
      }
      List<String> words = Arrays.stream(args).map(Object::toString).toList();
      String source = SOURCES.computeIfAbsent(script, RedisScript::getScriptAsString);
      Object reply = run(source, keys, words);
      if (world.fault(world.plan.redisFaults)) {
        // Lettuce sends again after it has connected anew what it has no reply for.
        world.door(machine);
        reply = run(source, keys, words);
      }
      world.trace.say(machine.name, "redis %s -> %s", words, reply);
      if (world.fault(world.plan.redisFaults)) {
        world.trace.say(machine, "loses the reply of redis");
        throw UNANSWERED;
      }
      world.door(machine);
      return (T) reply;
    }
  }
}
