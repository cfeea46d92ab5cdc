package io.seckill.seckill.sale;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sales endpoint asks of the inventory. */
public interface StockDesk {

  /** Makes the sale's stock ready to be taken, from what the ledger holds. */
  void open(Sale sale);

  /** Units left, or null where the stock is not known just now. */
  @Nullable Integer remaining(Sale sale);

  /**
   * Asks for tries of requests whether they may be cancelled; no other try of those that may gets
   * units from now on. One answer for each, in order.
   */
  List<Boolean> close(Sale sale, List<Request> tries);

  /** What is known of one request; throws where the stock is not known just now. */
  Reservation reservation(Sale sale, String requestId);

  /**
   * What is known of one request.
   *
   * @param state of {@code NONE}, {@code RESERVED}, {@code CANCELLED}
   * @param followed with {@code RESERVED}: whether all that the ledger held when it was asked for
   *     is counted in
   */
  record Reservation(
      State state, String userId, int quantity, long deadlineMillis, boolean followed) {

    /** Where a request stands in the inventory. */
    public enum State {
      /** Holds nothing and was not cancelled. */
      NONE,
      /** Holds units. */
      RESERVED,
      /** Was cancelled. */
      CANCELLED
    }
  }
}
