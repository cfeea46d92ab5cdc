/** Handing over to Kafka. */
package io.seckill.gateway.handoff;
