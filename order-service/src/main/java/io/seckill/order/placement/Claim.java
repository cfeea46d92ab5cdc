package io.seckill.order.placement;

import io.seckill.order.placement.LedgerFact.Cancelled;
import io.seckill.order.placement.LedgerFact.Reserved;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that one batch says about one request; at least one of the two is there. */
record Claim(@Nullable Reserved reserved, @Nullable Cancelled cancelled) {

  /**
   * One claim for each request, in the order of the requests' first mention. Repeats add nothing.
   */
  static Collection<Claim> collect(List<LedgerFact> facts) {
    Map<String, Claim> claims = new LinkedHashMap<>(facts.size() * 2);
    for (LedgerFact fact : facts) {
      claims.merge(fact.requestId(), of(fact), Claim::and);
    }
    return claims.values();
  }

  private static Claim of(LedgerFact fact) {
    if (fact instanceof Reserved reserved) {
      return new Claim(reserved, null);
    }
    return new Claim(null, (Cancelled) fact);
  }

  private Claim and(Claim later) {
    return new Claim(
        reserved != null ? reserved : later.reserved, stronger(cancelled, later.cancelled));
  }

  /** Nobody paid is the one reason that a payment refutes, so any other outweighs it. */
  private static @Nullable Cancelled stronger(@Nullable Cancelled one, @Nullable Cancelled other) {
    if (one == null || (other != null && one.reason() == CancelReason.UNPAID)) {
      return other;
    }
    return one;
  }

  String requestId() {
    return any().requestId();
  }

  String saleId() {
    return any().saleId();
  }

  private LedgerFact any() {
    if (reserved != null) {
      return reserved;
    }
    if (cancelled != null) {
      return cancelled;
    }
    throw new IllegalStateException("a claim of nothing (expected: reserved or cancelled)");
  }
}
