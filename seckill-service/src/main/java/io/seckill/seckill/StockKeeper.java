package io.seckill.seckill;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.inventory.Answers;
import io.seckill.seckill.inventory.Claim;
import io.seckill.seckill.inventory.FenceDownException;
import io.seckill.seckill.inventory.Holding;
import io.seckill.seckill.inventory.Inventory;
import io.seckill.seckill.inventory.Released;
import io.seckill.seckill.inventory.Stock;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.sale.StockDesk;
import io.seckill.seckill.signal.Shelves;
import io.seckill.seckill.signal.SoldOut;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Serves from the stock in Redis, which is true to the ledger: where a sale's fence is down, a new
 * sale or a Redis that may have forgotten, it is restocked first, and the call is made again.
 */
@Component
class StockKeeper implements StockDesk, Shelves {

  private static final Logger log = LoggerFactory.getLogger(StockKeeper.class);
  private static final int TRIES = 5;

  private final Inventory inventory;
  private final Restock restock;
  private final LedgerWriter ledger;
  private final LastWord lastWord;
  private final SoldOut soldOut;

  StockKeeper(
      Inventory inventory,
      Restock restock,
      LedgerWriter ledger,
      LastWord lastWord,
      SoldOut soldOut) {
    this.inventory = inventory;
    this.restock = restock;
    this.ledger = ledger;
    this.lastWord = lastWord;
    this.soldOut = soldOut;
  }

  /** Serves the claims of one sale, 1 to 1000, in order. */
  Answers reserve(Sale sale, List<Claim> claims) {
    Answers answers =
        withStock(sale, () -> inventory.reserve(sale.saleId(), sale.perUser(), claims));
    seen(sale, answers.stock());
    return answers;
  }

  /**
   * Gives the units of cancelled requests back, 1 to 1000, each once; returns how many units.
   *
   * @param unpaid those whose order was not paid
   */
  int release(Sale sale, List<String> requestIds, Set<String> unpaid) {
    Released released = withStock(sale, () -> inventory.release(sale.saleId(), requestIds, unpaid));
    seen(sale, released.stock());
    return released.units();
  }

  /** In the ledger first: a Redis that is lost in between still keeps the other tries out. */
  @Override
  public List<Boolean> close(Sale sale, List<Request> tries) {
    ledger.write(tries.stream().map(Entry.Close::of).toList());
    return withStock(sale, () -> inventory.close(sale.saleId(), tries));
  }

  /** Under which fence the stock is now; throws where it is down. */
  String fence(Sale sale) {
    return inventory.stock(sale.saleId()).fence();
  }

  private Stock seen(Sale sale, Stock stock) {
    soldOut.seen(sale, stock.remaining(), stock.turn());
    return stock;
  }

  /** Calls the inventory; where the fence is down, rebuilds the sale's stock and calls again. */
  private <T> T withStock(Sale sale, Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (FenceDownException e) {
        if (attempt == TRIES) {
          throw e;
        }
        restock.restock(sale);
      }
    }
  }

  @Override
  public void open(Sale sale) {
    seen(sale, withStock(sale, () -> inventory.stock(sale.saleId())));
  }

  @Override
  public @Nullable Integer remaining(Sale sale) {
    try {
      return seen(sale, inventory.stock(sale.saleId())).remaining();
    } catch (FenceDownException | DataAccessException e) {
      log.debug("Stock of sale {} is not known just now", sale.saleId(), e);
      return null;
    }
  }

  @Override
  public void look(Sale sale) {
    Integer unused = remaining(sale);
  }

  /**
   * Where the fence is down a reader rebuilds too: after a loss of Redis nobody else may ever come
   * to this sale. One at a time does; the others are told at once that nobody knows.
   */
  private Holding holding(Sale sale, String requestId) {
    try {
      return inventory.holding(sale.saleId(), requestId);
    } catch (FenceDownException e) {
      if (!restock.restockUnlessBusy(sale)) {
        throw e;
      }
      return inventory.holding(sale.saleId(), requestId);
    }
  }

  @Override
  public Reservation reservation(Sale sale, String requestId) {
    Holding holding = holding(sale, requestId);
    Holding.Units held = holding.units();
    if (held != null && holding.unpaid()) {
      return reserved(held, true);
    }
    LastWord.Word word = held == null ? LastWord.Word.OPEN : lastWord.on(sale, requestId, held);
    // Looked at again: what was followed meanwhile may have taken its units away.
    boolean followed = word == LastWord.Word.WON;
    if (followed) {
      holding = holding(sale, requestId);
    }
    Holding.Units units = holding.units();
    boolean cancelled = holding.cancelled() || word == LastWord.Word.CANCELLED;
    if (units != null && !cancelled) {
      return reserved(units, followed);
    }
    return new Reservation(
        cancelled ? Reservation.State.CANCELLED : Reservation.State.NONE, "", 0, 0, false);
  }

  private static Reservation reserved(Holding.Units units, boolean followed) {
    return new Reservation(
        Reservation.State.RESERVED,
        units.userId(),
        units.quantity(),
        units.deadlineMillis(),
        followed);
  }
}
