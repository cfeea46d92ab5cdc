package io.seckill.seckill;

import io.seckill.crash.CrashPoint;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.inventory.Holding;
import io.seckill.seckill.inventory.Rebuild;
import io.seckill.seckill.inventory.Tries;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerReader;
import io.seckill.seckill.ledger.SaleLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes the stock of a sale in Redis anew from what the ledger holds: one sale at a time here, and
 * one instance at a time for each sale.
 */
@Component
class Restock {

  private static final Logger log = LoggerFactory.getLogger(Restock.class);
  private static final Duration RESTOCK_MAX = Duration.ofMinutes(2);
  private static final Duration RETRY = Duration.ofMillis(50);

  /** As long as requests may wait in the queue, a mark for what never held units is of use. */
  private static final long MARK_MILLIS = Duration.ofMinutes(15).toMillis();

  private final Rebuild rebuild;
  private final LedgerReader ledger;
  private final LedgerMeters meters;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;
  private final ReentrantLock busy = new ReentrantLock();

  @Autowired
  Restock(Rebuild rebuild, LedgerReader ledger, LedgerMeters meters, Clock clock) {
    this(rebuild, ledger, meters, clock, System::nanoTime, LockSupport::parkNanos);
  }

  Restock(
      Rebuild rebuild,
      LedgerReader ledger,
      LedgerMeters meters,
      Clock clock,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.rebuild = rebuild;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
  }

  /** Returns when the fence is up, whoever raised it; or after two minutes, or when interrupted. */
  void restock(Sale sale) {
    busy.lock();
    try {
      restockAlone(sale);
    } finally {
      busy.unlock();
    }
  }

  /** The same, where nothing is being restocked here; false where something is. */
  boolean restockUnlessBusy(Sale sale) {
    if (!busy.tryLock()) {
      return false;
    }
    try {
      restockAlone(sale);
      return true;
    } finally {
      busy.unlock();
    }
  }

  private void restockAlone(Sale sale) {
    long deadline = nanoTime.getAsLong() + RESTOCK_MAX.toNanos();
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
    CrashPoint.AFTER_FENCE_DOWN.reached();
    SaleLedger known =
        ledger.read(sale.saleId(), sale.createdMillis(), () -> rebuild.alive(sale.saleId(), fence));
    long oldest = clock.millis() - MARK_MILLIS;
    known.closes().values().removeIf(close -> close.writtenMillis() <= oldest);
    boolean done =
        rebuild.finish(
            sale.saleId(),
            sale.stock(),
            token,
            fence,
            units(known, known.standing()),
            units(known, known.unpaid()),
            marks(known, oldest));
    if (done) {
      meters.rebuilt();
    }
    log.info("Stock of sale {} rebuilt: {}", sale.saleId(), done ? "done" : "overtaken");
    return done;
  }

  private static Map<String, Holding.Units> units(
      SaleLedger known, Map<String, Entry.Reservation> reservations) {
    Map<String, Holding.Units> units = new LinkedHashMap<>();
    for (Entry.Reservation r : reservations.values()) {
      units.put(
          r.requestId(),
          new Holding.Units(r.userId(), r.quantity(), r.deadlineMillis(), holder(known, r)));
    }
    return units;
  }

  /**
   * Where one try asked to cancel the request and another one reserved, the ledger does not say who
   * of them was heard: the cancellation may still come.
   */
  private static String holder(SaleLedger known, Entry.Reservation r) {
    boolean shared = known.isShared(r.requestId());
    SaleLedger.Close close = known.closes().get(r.requestId());
    if (close != null && (shared || !close.tries().equals(Set.of(r.tryId())))) {
      return Holding.Units.DOUBTED;
    }
    return shared ? Holding.Units.SHARED : Tries.name(r.tryId());
  }

  private static Map<String, Double> marks(SaleLedger known, long oldest) {
    Map<String, Double> marks = new HashMap<>();
    known
        .closes()
        .forEach((id, close) -> marks.put(Tries.closed(id), (double) close.writtenMillis()));
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
}
