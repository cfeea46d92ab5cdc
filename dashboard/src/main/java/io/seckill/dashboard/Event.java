package io.seckill.dashboard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of one event of {@code /dashboard/stream}.
 *
 * @param at epoch milliseconds of the sample
 * @param values by series id; null is a gap
 * @param tables rows by panel id, at most 100 each; null where they could not be read, none at all
 *     before a page is open
 * @param components what this service depends on, as it saw it last
 */
record Event(
    long at,
    Map<String, @Nullable Double> values,
    Map<String, @Nullable List<List<String>>> tables,
    List<Troubles.Seen> components) {

  static Event of(Sample sample, List<Troubles.Seen> components) {
    return new Event(sample.at(), sample.values(), sample.tables(), components);
  }
}
