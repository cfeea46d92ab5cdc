package io.seckill.seckill;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.inventory.Answers;
import io.seckill.seckill.inventory.Claim;
import io.seckill.seckill.inventory.Fences;
import io.seckill.seckill.inventory.Holding;
import io.seckill.seckill.inventory.Inventory;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.ledger.Unfollowed;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Ends the doubt about a request that still holds units long after its deadline, before anyone is
 * told how it ended. Units in Redis may not be in the ledger, and who decided late may still cancel
 * them. So whoever asks becomes one more try of the request: he shares its units, his reservation
 * is durable, and the fence has not fallen since. Where a try has asked to cancel it he gets no
 * share, and ends what that one began: nobody was told that he won.
 */
@Component
class LastWord {

  /** So long after a deadline its gateway may still cancel without asking. */
  private static final long OPEN_MILLIS = Duration.ofSeconds(20).toMillis();

  /** The try of whoever asks: one for all. */
  private static final long ASKER = 1;

  /** Of so many requests it is remembered that the asker's reservation is durable. */
  private static final int SHARED_MAX = 10_000;

  private final Inventory inventory;
  private final LedgerWriter ledger;
  private final Unfollowed unfollowed;
  private final Clock clock;
  private final Set<String> shared =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > SHARED_MAX;
                }
              }));

  LastWord(Inventory inventory, LedgerWriter ledger, Unfollowed unfollowed, Clock clock) {
    this.inventory = inventory;
    this.ledger = ledger;
    this.unfollowed = unfollowed;
    this.clock = clock;
  }

  /** How a request stands that holds units. */
  enum Word {
    /** Not known yet. */
    OPEN,
    /** It keeps them. */
    WON,
    /** It loses them: the cancellation is durable. */
    CANCELLED
  }

  Word on(Sale sale, String requestId, Holding.Units units) {
    if (clock.millis() <= units.deadlineMillis() + OPEN_MILLIS || !unfollowed.spares(requestId)) {
      return Word.OPEN;
    }
    if (shared.contains(requestId)) {
      // In the ledger already.
      return Word.WON;
    }
    Request asked =
        new Request(
            requestId,
            sale.saleId(),
            units.userId(),
            units.quantity(),
            units.deadlineMillis(),
            "",
            0,
            ASKER);
    if (units.holder().equals(Holding.Units.DOUBTED)) {
      return keepDoubted(asked, sale);
    }
    Claim claim = new Claim(asked, Claim.Mode.LOOK_UP);
    Answers answers = inventory.reserve(sale.saleId(), sale.perUser(), List.of(claim));
    return switch (answers.each().get(0).kind()) {
      case HELD -> share(asked, sale, answers.stock().fence());
      case LEFT_ALONE -> cancel(asked);
      default -> Word.OPEN;
    };
  }

  /** Nobody may cancel it, so it wins; the next rebuild counts what this fence is named for. */
  private Word keepDoubted(Request asked, Sale sale) {
    String fence = inventory.stock(sale.saleId()).fence();
    Holding.Units now = inventory.holding(sale.saleId(), asked.requestId()).units();
    return now != null && now.holder().equals(Holding.Units.DOUBTED)
        ? share(asked, sale, fence)
        : Word.OPEN;
  }

  private Word share(Request asked, Sale sale, String fence) {
    ledger.write(List.of(Entry.Reservation.of(asked, Fences.number(fence), sale)));
    if (!inventory.stock(sale.saleId()).fence().equals(fence)) {
      return Word.OPEN;
    }
    shared.add(asked.requestId());
    return Word.WON;
  }

  private Word cancel(Request asked) {
    Holding.Units now = inventory.holding(asked.saleId(), asked.requestId()).units();
    if (now == null || now.holder().equals(Holding.Units.DOUBTED)) {
      return Word.OPEN;
    }
    ledger.write(List.of(Entry.Cancellation.of(asked, Entry.Cancellation.Reason.DEADLINE)));
    return Word.CANCELLED;
  }
}
