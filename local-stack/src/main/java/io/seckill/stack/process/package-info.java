/**
 * One operating-system process: launched with a log, asked whether it is ready, ended politely or
 * by force.
 */
@NullMarked
package io.seckill.stack.process;

import org.jspecify.annotations.NullMarked;
