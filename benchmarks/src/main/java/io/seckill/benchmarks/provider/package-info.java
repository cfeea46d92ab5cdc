/** A stand-in for a provider of SMS, equally slow for whoever sends. */
@NullMarked
package io.seckill.benchmarks.provider;

import org.jspecify.annotations.NullMarked;
