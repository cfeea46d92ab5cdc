/** Counts orders, exactly, through every repeat and restart. */
@NullMarked
package io.seckill.stats;

import org.jspecify.annotations.NullMarked;
