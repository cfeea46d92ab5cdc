package io.seckill.seckill.inventory;

import java.util.List;

/**
 * The inventory's answers to the claims of one sale.
 *
 * @param stock what is left after them, and under which fence they hold
 * @param each one for each claim, in order
 */
public record Answers(Stock stock, List<Answer> each) {}
