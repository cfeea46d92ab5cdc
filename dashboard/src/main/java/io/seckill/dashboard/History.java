package io.seckill.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last samples of every series, a fixed number of them, so that a page opened now draws at
 * once.
 */
final class History {

  /** Five minutes of one sample a second. */
  static final int SAMPLES = 300;

  private final List<String> seriesIds;
  private final long[] times = new long[SAMPLES];
  private final double[][] values;
  private int next;
  private int size;

  History(List<String> seriesIds) {
    this.seriesIds = List.copyOf(seriesIds);
    this.values = new double[seriesIds.size()][SAMPLES];
  }

  synchronized void add(long timeMillis, Map<String, @Nullable Double> sample) {
    times[next] = timeMillis;
    for (int i = 0; i < values.length; i++) {
      Double value = sample.get(seriesIds.get(i));
      values[i][next] = value == null ? Double.NaN : value;
    }
    next = (next + 1) % SAMPLES;
    size = Math.min(size + 1, SAMPLES);
  }

  /** Oldest first. */
  synchronized Past past() {
    int first = size < SAMPLES ? 0 : next;
    List<Long> pastTimes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      pastTimes.add(times[(first + i) % SAMPLES]);
    }
    Map<String, List<@Nullable Double>> pastValues = new LinkedHashMap<>();
    for (int s = 0; s < values.length; s++) {
      List<@Nullable Double> line = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        double value = values[s][(first + i) % SAMPLES];
        line.add(Double.isNaN(value) ? null : value);
      }
      pastValues.put(seriesIds.get(s), line);
    }
    return new Past(pastTimes, pastValues);
  }

  /**
   * A copy of the past.
   *
   * @param times epoch milliseconds, oldest first, at most {@value #SAMPLES}
   * @param values by series id, as long as {@code times}; null is a gap
   */
  record Past(List<Long> times, Map<String, List<@Nullable Double>> values) {}
}
