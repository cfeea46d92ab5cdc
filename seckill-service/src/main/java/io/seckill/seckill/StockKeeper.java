package io.seckill.seckill;

import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.inventory.Answers;
import io.seckill.seckill.inventory.Claim;
import io.seckill.seckill.inventory.FenceDownException;
import io.seckill.seckill.inventory.Holding;
import io.seckill.seckill.inventory.Inventory;
import io.seckill.seckill.inventory.Rebuild;
import io.seckill.seckill.inventory.Released;
import io.seckill.seckill.inventory.Stock;
import io.seckill.seckill.inventory.Tries;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerReader;
import io.seckill.seckill.ledger.SaleLedger;
import io.seckill.seckill.ledger.Unfollowed;
import io.seckill.seckill.sale.StockDesk;
import io.seckill.seckill.signal.Shelves;
import io.seckill.seckill.signal.SoldOut;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps Redis true to the ledger: where a sale's fence is down, a new sale or a Redis that may have
 * forgotten, its stock is rebuilt from what the ledger holds, and the call is made again.
 */
@Component
class StockKeeper implements StockDesk, Shelves {

  private static final Logger log = LoggerFactory.getLogger(StockKeeper.class);
  private static final int TRIES = 5;
  private static final Duration REBUILD_MAX = Duration.ofMinutes(2);
  private static final Duration RETRY = Duration.ofMillis(50);

  /** As long as requests may wait in the queue, a mark for what never held units is of use. */
  private static final long MARK_MILLIS = Duration.ofMinutes(15).toMillis();

  /**
   * So long after a deadline its gateway may still cancel: nobody takes the reservation as final.
   */
  private static final long OPEN_MILLIS = Duration.ofSeconds(20).toMillis();

  private final Inventory inventory;
  private final Rebuild rebuild;
  private final LedgerReader ledger;
  private final Unfollowed unfollowed;
  private final SoldOut soldOut;
  private final LedgerMeters meters;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;
  private final ReentrantLock rebuilding = new ReentrantLock();

  @Autowired
  StockKeeper(
      Inventory inventory,
      Rebuild rebuild,
      LedgerReader ledger,
      Unfollowed unfollowed,
      SoldOut soldOut,
      LedgerMeters meters,
      Clock clock) {
    this(
        inventory,
        rebuild,
        ledger,
        unfollowed,
        soldOut,
        meters,
        clock,
        System::nanoTime,
        LockSupport::parkNanos);
  }

  StockKeeper(
      Inventory inventory,
      Rebuild rebuild,
      LedgerReader ledger,
      Unfollowed unfollowed,
      SoldOut soldOut,
      LedgerMeters meters,
      Clock clock,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
    this.inventory = inventory;
    this.rebuild = rebuild;
    this.ledger = ledger;
    this.unfollowed = unfollowed;
    this.soldOut = soldOut;
    this.meters = meters;
    this.clock = clock;
  }

  /** Serves the claims of one sale, 1 to 1000, in order. */
  Answers reserve(Sale sale, List<Claim> claims) {
    Answers answers =
        withStock(sale, () -> inventory.reserve(sale.saleId(), sale.perUser(), claims));
    seen(sale, answers.stock());
    return answers;
  }

  /** Gives the units of cancelled requests back, 1 to 1000, each once; returns how many units. */
  int release(Sale sale, List<String> requestIds) {
    Released released = withStock(sale, () -> inventory.release(sale.saleId(), requestIds));
    seen(sale, released.stock());
    return released.units();
  }

  @Override
  public List<Boolean> close(Sale sale, List<Request> tries) {
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
        rebuild(sale);
      }
    }
  }

  private void rebuild(Sale sale) {
    rebuilding.lock();
    try {
      rebuildAlone(sale);
    } finally {
      rebuilding.unlock();
    }
  }

  private void rebuildAlone(Sale sale) {
    long deadline = nanoTime.getAsLong() + REBUILD_MAX.toNanos();
    while (nanoTime.getAsLong() - deadline < 0) {
      String token = UUID.randomUUID().toString();
      Rebuild.Begin begin = rebuild.begin(sale.saleId(), sale.stock(), token);
      if (begin instanceof Rebuild.Begin.FenceUp) {
        return;
      }
      if (begin instanceof Rebuild.Begin.Mine mine && refill(sale, token, mine.fence())) {
        return;
      }
      pauseNanos.accept(RETRY.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private boolean refill(Sale sale, String token, String fence) {
    SaleLedger known =
        ledger.read(sale.saleId(), sale.createdMillis(), () -> rebuild.alive(sale.saleId(), fence));
    Map<String, Holding.Units> standing = new LinkedHashMap<>();
    for (Entry.Reservation r : known.standing().values()) {
      String holder = known.isShared(r.requestId()) ? Holding.Units.SHARED : Tries.name(r.tryId());
      standing.put(
          r.requestId(), new Holding.Units(r.userId(), r.quantity(), r.deadlineMillis(), holder));
    }
    boolean done =
        rebuild.finish(sale.saleId(), sale.stock(), token, fence, standing, marks(known));
    if (done) {
      meters.rebuilt();
    }
    log.info("Stock of sale {} rebuilt: {}", sale.saleId(), done ? "done" : "overtaken");
    return done;
  }

  private Map<String, Double> marks(SaleLedger known) {
    long oldest = clock.millis() - MARK_MILLIS;
    Map<String, Double> marks = new HashMap<>();
    known
        .cancelledAtMillis()
        .forEach(
            (requestId, writtenMillis) -> {
              if (known.wasReserved(requestId)) {
                marks.put(requestId, Double.POSITIVE_INFINITY);
              } else if (writtenMillis > oldest) {
                marks.put(requestId, (double) writtenMillis);
              }
            });
    return marks;
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
      if (!rebuilding.tryLock()) {
        throw e;
      }
      try {
        rebuild(sale);
      } finally {
        rebuilding.unlock();
      }
      return inventory.holding(sale.saleId(), requestId);
    }
  }

  @Override
  public Reservation reservation(Sale sale, String requestId) {
    Holding holding = holding(sale, requestId);
    // Looked at again: what was followed meanwhile may have taken its units away.
    boolean followed = isOld(holding.units()) && unfollowed.spares(requestId);
    if (followed) {
      holding = holding(sale, requestId);
    }
    Holding.Units units = holding.units();
    if (units != null) {
      return new Reservation(
          Reservation.State.RESERVED,
          units.userId(),
          units.quantity(),
          units.deadlineMillis(),
          followed);
    }
    return new Reservation(
        holding.cancelled() ? Reservation.State.CANCELLED : Reservation.State.NONE,
        "",
        0,
        0,
        false);
  }

  private boolean isOld(Holding.@Nullable Units units) {
    return units != null && clock.millis() > units.deadlineMillis() + OPEN_MILLIS;
  }
}
