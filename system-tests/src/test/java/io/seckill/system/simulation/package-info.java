/** The seeded simulator: production's rules in one thread, over a world that fails at random. */
@NullMarked
package io.seckill.system.simulation;

import org.jspecify.annotations.NullMarked;
