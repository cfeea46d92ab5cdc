/** Joins the inventory of seckill-service, where a benchmark asks for one that looks once only. */
@NullMarked
package io.seckill.seckill.inventory;

import org.jspecify.annotations.NullMarked;
