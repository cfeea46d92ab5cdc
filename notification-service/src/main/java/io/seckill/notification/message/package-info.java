/** Decides what each event says to the shopper, and keeps it, once for each order and event. */
@NullMarked
package io.seckill.notification.message;

import org.jspecify.annotations.NullMarked;
