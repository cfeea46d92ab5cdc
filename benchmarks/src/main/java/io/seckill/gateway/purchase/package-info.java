/** What the benchmarks add to the gateway's own room of purchases: a handler to compare with. */
@NullMarked
package io.seckill.gateway.purchase;

import org.jspecify.annotations.NullMarked;
