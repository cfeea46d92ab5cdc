package io.seckill.seckill.inventory;

/**
 * A sale's stock as it stands.
 *
 * @param fence the fence under which it was read
 * @param remaining units that can still be had
 */
public record Stock(String fence, int remaining) {}
