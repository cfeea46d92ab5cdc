package io.seckill.order.lookup;

import java.util.List;

/**
 * A page of orders, newest first.
 *
 * @param page its number, from 0
 * @param size orders on a full page
 * @param total orders on all pages
 */
record OrderPage(List<OrderView> items, int page, int size, long total) {}
