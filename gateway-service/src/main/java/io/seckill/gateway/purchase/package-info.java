/** One purchase from the HTTP request to its answer; the rooms of the gateway meet here. */
@NullMarked
package io.seckill.gateway.purchase;

import org.jspecify.annotations.NullMarked;
