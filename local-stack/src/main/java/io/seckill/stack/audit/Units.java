package io.seckill.stack.audit;

/**
 * Units that one request holds.
 *
 * @param userId whose
 * @param quantity how many
 */
record Units(String userId, int quantity) {

  @Override
  public String toString() {
    return "%d of %s".formatted(quantity, userId);
  }
}
