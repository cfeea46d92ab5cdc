/** What a service can never process goes to the topic of its name with {@code -dlt}, as it came. */
@NullMarked
package io.seckill.letters;

import org.jspecify.annotations.NullMarked;
