/** The way back: takes batches of results from seckill-service over gRPC. */
@NullMarked
package io.seckill.gateway.reply;

import org.jspecify.annotations.NullMarked;
