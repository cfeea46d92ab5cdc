package io.seckill.gateway.handoff;

/**
 * Who asks, as it travels with every request.
 *
 * @param address where results are taken, {@code host:port}
 * @param incarnation which life of the gateway asks
 */
public record ReplyTo(String address, long incarnation) {}
