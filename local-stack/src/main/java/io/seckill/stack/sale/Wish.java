package io.seckill.stack.sale;

/**
 * One shopper's request before it is sent.
 *
 * @param shopper number of the shopper, from 0
 * @param intendedNanos when it was due, by {@link System#nanoTime()}
 */
record Wish(int shopper, long intendedNanos) {}
