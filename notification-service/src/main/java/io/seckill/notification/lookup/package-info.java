/** Answers who was told what, and when, over HTTP. */
@NullMarked
package io.seckill.notification.lookup;

import org.jspecify.annotations.NullMarked;
