/** Reads order events off Kafka; what cannot be read goes to the dead-letter topic here. */
@NullMarked
package io.seckill.stats.intake;

import org.jspecify.annotations.NullMarked;
