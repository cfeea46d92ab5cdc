package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What one life of a Redis server holds, and the commands that the scripts give. */
final class RedisData {

  static final RedisData NONE = new RedisData("00000000", () -> 0);

  private final Map<String, Map<String, String>> hashes = new HashMap<>();
  private final Map<String, Map<String, Double>> sorted = new HashMap<>();
  private final String runId;
  private final LongSupplier clockMillis;

  RedisData(String runId, LongSupplier clockMillis) {
    this.runId = runId;
    this.clockMillis = clockMillis;
  }

  /** The same in another life of the server. */
  RedisData copy(String nextRunId) {
    RedisData copy = new RedisData(nextRunId, clockMillis);
    hashes.forEach((key, hash) -> copy.hashes.put(key, new HashMap<>(hash)));
    sorted.forEach((key, set) -> copy.sorted.put(key, new HashMap<>(set)));
    return copy;
  }

  /** Null, a Long, a String or a list of Strings and nulls. */
  Object call(String... words) {
    return switch (words[0]) {
      case "INFO" -> "# Server\r\nrun_id:" + runId + "\r\n";
      case "TIME" -> {
        long now = clockMillis.getAsLong();
        yield List.of(Long.toString(now / 1_000), Long.toString(now % 1_000 * 1_000));
      }
      case "HGET" -> hash(words[1]).get(words[2]);
      case "HMGET" -> {
        Map<String, String> hash = hash(words[1]);
        List<String> values = new ArrayList<>(words.length - 2);
        for (int i = 2; i < words.length; i++) {
          values.add(hash.get(words[i]));
        }
        yield values;
      }
      case "HSET" -> set(words);
      case "HDEL" -> removed(hashes, words[1], words[2]);
      case "HINCRBY" -> {
        long sum = Long.parseLong(hash(words[1]).get(words[2])) + Long.parseLong(words[3]);
        hash(words[1]).put(words[2], Long.toString(sum));
        yield sum;
      }
      case "EXISTS" -> hashes.containsKey(words[1]) || sorted.containsKey(words[1]) ? 1L : 0L;
      case "DEL" -> {
        for (String key : Arrays.asList(words).subList(1, words.length)) {
          hashes.remove(key);
          sorted.remove(key);
        }
        yield 1L;
      }
      case "ZADD" -> add(words);
      case "ZSCORE" -> {
        Double score = sorted.getOrDefault(words[1], Map.of()).get(words[2]);
        yield score == null ? null : score.toString();
      }
      case "ZREMRANGEBYSCORE" -> {
        Map<String, Double> set = sorted.getOrDefault(words[1], new HashMap<>());
        set.values().removeIf(score -> score >= score(words[2]) && score <= score(words[3]));
        if (set.isEmpty()) {
          sorted.remove(words[1]);
        }
        yield 0L;
      }
      default ->
          throw new IllegalArgumentException(
              "command: " + words[0] + " (expected: one that a script gave when this was written)");
    };
  }

  private Map<String, String> hash(String key) {
    return hashes.getOrDefault(key, Map.of());
  }

  private Object set(String[] words) {
    Map<String, String> hash = hashes.computeIfAbsent(words[1], key -> new HashMap<>());
    for (int i = 2; i < words.length; i += 2) {
      hash.put(words[i], words[i + 1]);
    }
    return 1L;
  }

  private Object add(String[] words) {
    boolean onlyNew = words[2].equals("NX");
    Map<String, Double> set = sorted.computeIfAbsent(words[1], key -> new HashMap<>());
    for (int i = onlyNew ? 3 : 2; i < words.length; i += 2) {
      if (onlyNew) {
        set.putIfAbsent(words[i + 1], score(words[i]));
      } else {
        set.put(words[i + 1], score(words[i]));
      }
    }
    return 1L;
  }

  private static double score(String text) {
    return switch (text) {
      case "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static <V> Object removed(Map<String, Map<String, V>> from, String key, String member) {
    Map<String, V> of = from.get(key);
    if (of == null || of.remove(member) == null) {
      return 0L;
    }
    if (of.isEmpty()) {
      from.remove(key);
    }
    return 1L;
  }
}
