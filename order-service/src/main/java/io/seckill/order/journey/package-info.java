/** What the ledger and the order table tell of one request's way, for the page that asks. */
@NullMarked
package io.seckill.order.journey;

import org.jspecify.annotations.NullMarked;
