/** The service's stories: a batch of requests decided, the ledger followed, stock rebuilt. */
@NullMarked
package io.seckill.seckill;

import org.jspecify.annotations.NullMarked;
