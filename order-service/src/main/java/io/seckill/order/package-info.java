/** Makes orders of the ledger and tells the company; each package is one step of that way. */
@NullMarked
package io.seckill.order;

import org.jspecify.annotations.NullMarked;
