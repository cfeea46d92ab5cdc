package io.seckill.stack.sale;

/**
 * One difference between what a shopper was told and what the system says.
 *
 * @param kind which promise was broken
 * @param userId whose
 * @param sentence with the ids and figures
 */
public record Violation(Kind kind, String userId, String sentence) {

  /** Which promise was broken. */
  public enum Kind {
    /** Told success, and no order stands. */
    SUCCESS_WITHOUT_ORDER,
    /** Told success, and what stands is another order, several, or one of another size. */
    SUCCESS_WITH_OTHER_ORDER,
    /** Told failure or timeout, and an order stands. */
    FAILURE_WITH_ORDER,
    /** Told nothing, and still no decision when the system should have settled. */
    NEVER_DECIDED,
    /** Told nothing, and the decision that was asked for afterwards changed. */
    DECISION_CHANGED,
    /** Told nothing, and an order stands that the request's own URL does not confirm. */
    ORDER_NOT_CONFIRMED
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(kind, userId, sentence);
  }
}
