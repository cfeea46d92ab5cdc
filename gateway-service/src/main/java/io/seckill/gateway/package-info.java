/** The gateway: takes the crowd over HTTP and answers every shopper within the deadline. */
@NullMarked
package io.seckill.gateway;

import org.jspecify.annotations.NullMarked;
