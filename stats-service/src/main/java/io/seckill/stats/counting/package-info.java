/** Counts each event of each order once, in one transaction with the note that it was counted. */
@NullMarked
package io.seckill.stats.counting;

import org.jspecify.annotations.NullMarked;
