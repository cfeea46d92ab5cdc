/** The five services as processes: which program, with which settings, and when one is ready. */
@NullMarked
package io.seckill.stack.services;

import org.jspecify.annotations.NullMarked;
