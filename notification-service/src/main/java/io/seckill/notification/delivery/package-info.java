/** Sends what is due through the SMS provider: retries, gives up, and says so. */
@NullMarked
package io.seckill.notification.delivery;

import org.jspecify.annotations.NullMarked;
