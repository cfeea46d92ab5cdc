/** Risk control: a visible list of rules, each of which may refuse a request. */
@NullMarked
package io.seckill.seckill.risk;

import org.jspecify.annotations.NullMarked;
