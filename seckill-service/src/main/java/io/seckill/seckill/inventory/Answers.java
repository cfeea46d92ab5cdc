package io.seckill.seckill.inventory;

import java.util.List;

/**
 * The inventory's answers to the claims of one sale.
 *
 * @param fence the fence under which they hold; once it is another one, units may be locked no more
 * @param each one for each claim, in order
 */
public record Answers(String fence, List<Answer> each) {}
