package io.seckill.dashboard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every panel showed at one moment.
 *
 * @param at epoch milliseconds
 * @param values by series id; null is a gap
 * @param tables rows by panel id; null where they could not be read
 */
record Sample(
    long at,
    Map<String, @Nullable Double> values,
    Map<String, @Nullable List<List<String>>> tables) {}
