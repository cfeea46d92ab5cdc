/** The gateway from outside: over HTTP, with a real Kafka and a pretended seckill-service. */
package io.seckill.gateway;
