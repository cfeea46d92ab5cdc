package io.seckill.seckill.inventory;

/**
 * What came of a release.
 *
 * @param units how many went back on sale
 * @param stock what there is now
 */
public record Released(int units, Stock stock) {}
