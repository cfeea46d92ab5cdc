/** The words every room shares: request, sale, result; values only, no I/O. */
@NullMarked
package io.seckill.seckill.decision;

import org.jspecify.annotations.NullMarked;
