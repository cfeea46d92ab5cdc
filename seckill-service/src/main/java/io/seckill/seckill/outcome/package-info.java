/** What gateways are told, and asked before a request that may be a repeat is decided anew. */
@NullMarked
package io.seckill.seckill.outcome;

import org.jspecify.annotations.NullMarked;
