package io.seckill.stack.sale;

/**
 * Watches a sale as it is held. Called on the thread that runs the sale; slowness delays only
 * reports.
 */
public interface SaleListener {

  /** Watches nothing. */
  SaleListener NONE = new SaleListener() {};

  /** The sale exists and the first shopper is about to ask. */
  default void opened(SaleOptions options) {}

  /**
   * The clock of what shoppers are told begins.
   *
   * @param nanoTime its zero, as {@link System#nanoTime()} tells it
   */
  default void loadBegan(long nanoTime) {}

  /**
   * About ten times a second while shoppers ask, and once when all have been told.
   *
   * @param told shoppers told so far, those without an answer among them
   * @param succeeded of these
   */
  default void progress(long told, long succeeded) {}

  /** Everybody has been told something; now the system settles. */
  default void settling() {}
}
