/**
 * Kafka, Redis and PostgreSQL for integration tests: the one place that says where they come from.
 */
@NullMarked
package io.seckill.testing.servers;

import org.jspecify.annotations.NullMarked;
