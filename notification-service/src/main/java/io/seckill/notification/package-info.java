/** Sends one SMS for each order event that needs one, and tells what became of it. */
@NullMarked
package io.seckill.notification;

import org.jspecify.annotations.NullMarked;
