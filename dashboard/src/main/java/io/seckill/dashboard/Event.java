package io.seckill.dashboard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of one event of {@code /dashboard/stream}.
 *
 * @param at epoch milliseconds of the sample
 * @param values by series id; null is a gap
 * @param tables rows by panel id, at most 100 each; null where they could not be read
 * @param down components that are down, as this service sees them
 */
record Event(
    long at,
    Map<String, @Nullable Double> values,
    Map<String, @Nullable List<List<String>>> tables,
    List<Troubles.Trouble> down) {

  static Event of(Sample sample, List<Troubles.Trouble> down) {
    return new Event(sample.at(), sample.values(), sample.tables(), down);
  }
}
