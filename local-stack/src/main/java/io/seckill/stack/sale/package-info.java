/**
 * Holds a sale on a running system: sends the shoppers, and checks what they were told against what
 * the system says.
 */
@NullMarked
package io.seckill.stack.sale;

import org.jspecify.annotations.NullMarked;
