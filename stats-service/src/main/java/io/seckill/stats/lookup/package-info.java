/** Answers what was counted, per sale and overall, over HTTP. */
@NullMarked
package io.seckill.stats.lookup;

import org.jspecify.annotations.NullMarked;
