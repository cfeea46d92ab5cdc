/** What is to run: the services, how many of each, and on which ports. */
@NullMarked
package io.seckill.stack.plan;

import org.jspecify.annotations.NullMarked;
