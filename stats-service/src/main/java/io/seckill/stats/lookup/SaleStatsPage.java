package io.seckill.stats.lookup;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the sales of this page, those with the latest order first
 * @param page which page, from 0
 * @param size items asked for, 1 to 500
 * @param total sales with anything counted
 */
record SaleStatsPage(List<SaleStats> items, int page, int size, long total) {}
