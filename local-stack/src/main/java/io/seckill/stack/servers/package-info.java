/**
 * The real Kafka, Redis and PostgreSQL, each as a process of its own that keeps its data between
 * runs.
 */
@NullMarked
package io.seckill.stack.servers;

import org.jspecify.annotations.NullMarked;
