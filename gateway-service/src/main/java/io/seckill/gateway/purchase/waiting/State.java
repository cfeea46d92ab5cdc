package io.seckill.gateway.purchase.waiting;

import io.seckill.gateway.reply.Outcome;
import io.seckill.gateway.reply.Result;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a request stands. It leaves {@link Open#PENDING} once, by one compare-and-set. */
public sealed interface State {

  /** Whether it will never change again. */
  boolean last();

  /** Whether it is the last word on the request that its id names; the others are forgotten. */
  boolean remembered();

  /** Not decided by seckill-service. */
  enum Open implements State {
    /** Waits for its result. */
    PENDING,
    /** Its deadline passed; the cancellation is not yet known to be durable. */
    CANCELLING,
    /** Its cancellation is durable: it never will be an order that stands. */
    TIMEOUT,
    /** It never left this gateway: nothing was begun. */
    UNSENT,
    /** Undecided for so long that others may answer for it by now: it is not here any more. */
    DROPPED;

    @Override
    public boolean last() {
      return this != PENDING && this != CANCELLING;
    }

    @Override
    public boolean remembered() {
      return this == TIMEOUT;
    }
  }

  /**
   * Decided by seckill-service.
   *
   * @param outcome how
   * @param orderId LIMIT_EXCEEDED: the earlier order, where known
   * @param reason a sentence for the shopper, where there is one
   */
  record Decided(Outcome outcome, @Nullable String orderId, @Nullable String reason)
      implements State {

    private static final Map<Outcome, Decided> LATEST = new ConcurrentHashMap<>();

    /**
     * What a result says. Neighbours mostly say the same, so they share one object: a million
     * remembered requests are mostly sold out.
     */
    public static Decided by(Result result) {
      // A success names its order by the request's own id.
      String orderId = result.outcome() == Outcome.SUCCESS ? null : result.orderId();
      Decided decided = new Decided(result.outcome(), orderId, result.reason());
      Decided latest = LATEST.get(result.outcome());
      if (latest != null && latest.equals(decided)) {
        return latest;
      }
      LATEST.put(result.outcome(), decided);
      return decided;
    }

    @Override
    public boolean last() {
      return true;
    }

    /** A key that was used wrongly names the request of its first use, which stays what it is. */
    @Override
    public boolean remembered() {
      return outcome != Outcome.KEY_REUSED;
    }
  }
}
