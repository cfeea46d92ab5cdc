/** What every HTTP call passes: well-formed ids and small strict JSON in, problem documents out. */
@NullMarked
package io.seckill.gateway.door;

import org.jspecify.annotations.NullMarked;
