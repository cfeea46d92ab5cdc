/**
 * Holds a sale for whoever watches the page: shoppers of its own ask over HTTP at this gateway's
 * own door, like everybody else.
 */
@NullMarked
package io.seckill.gateway.rehearsal;

import org.jspecify.annotations.NullMarked;
