/** Where integration tests see the spans that a service ended. */
@NullMarked
package io.seckill.testing.spans;

import org.jspecify.annotations.NullMarked;
