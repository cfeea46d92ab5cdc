/**
 * Sales: created and read through seckill-service, and known well enough to refuse unknown ones.
 */
@NullMarked
package io.seckill.gateway.sale;

import org.jspecify.annotations.NullMarked;
