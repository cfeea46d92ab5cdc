/** The ledger's door: reads it batch by batch and tells the story of how a batch becomes orders. */
@NullMarked
package io.seckill.order.intake;

import org.jspecify.annotations.NullMarked;
