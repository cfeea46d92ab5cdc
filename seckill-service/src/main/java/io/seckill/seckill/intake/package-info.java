/**
 * From Kafka records to requests: whose lane has its turn, what can be read, what is too late, what
 * may be a repeat.
 */
@NullMarked
package io.seckill.seckill.intake;

import org.jspecify.annotations.NullMarked;
