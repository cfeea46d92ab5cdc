/** Joins the ledger of seckill-service, where a benchmark asks for one that nobody waits for. */
@NullMarked
package io.seckill.seckill.ledger;

import org.jspecify.annotations.NullMarked;
