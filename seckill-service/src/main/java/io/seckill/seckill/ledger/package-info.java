/** The ledger of reservations in Kafka: written, and read again when Redis has forgotten. */
@NullMarked
package io.seckill.seckill.ledger;

import org.jspecify.annotations.NullMarked;
