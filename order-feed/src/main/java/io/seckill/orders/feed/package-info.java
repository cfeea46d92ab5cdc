/**
 * What a service needs that listens to topic {@code orders}: it depends on this module and calls
 * {@link io.seckill.orders.feed.OrderFeed#read} in one listener method.
 */
@NullMarked
package io.seckill.orders.feed;

import org.jspecify.annotations.NullMarked;
