/** The wire only: what travels between services and under which name; no behaviour belongs here. */
@NullMarked
package io.seckill.contracts;

import org.jspecify.annotations.NullMarked;
