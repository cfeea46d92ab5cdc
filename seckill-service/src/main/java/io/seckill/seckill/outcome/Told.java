package io.seckill.seckill.outcome;

/**
 * What one gateway was told.
 *
 * @param results that it has taken
 * @param silent whether its last call brought no answer
 */
public record Told(long results, boolean silent) {}
