/**
 * A bucket that is a bounded message queue in Kafka, which one generator fills at a steady rate.
 */
@NullMarked
package io.seckill.gateway.admission.queue;

import org.jspecify.annotations.NullMarked;
