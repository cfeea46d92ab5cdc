/** Sales: created and read over gRPC, remembered in Kafka. */
@NullMarked
package io.seckill.seckill.sale;

import org.jspecify.annotations.NullMarked;
