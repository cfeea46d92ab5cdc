package io.seckill.order.placement;

import io.seckill.order.placement.LedgerFact.Reserved;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes and cancels the orders of a batch, in the transaction of the caller.
 *
 * <p>Idempotent: what the table already knows of a request decides, so a redelivered batch changes
 * nothing and returns nothing.
 */
@Component
public class Placement {

  private static final Logger log = LoggerFactory.getLogger(Placement.class);

  private final SaleTable saleTable;
  private final OrderTable orderTable;
  private final PlacementMeters meters;
  private final Clock clock;

  Placement(SaleTable saleTable, OrderTable orderTable, PlacementMeters meters, Clock clock) {
    this.saleTable = saleTable;
    this.orderTable = orderTable;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Applies what the ledger says; returns what the company has to hear, in the order it happened.
   *
   * <p>Throws {@code DataIntegrityViolationException} where the database will never take one of the
   * facts, other {@code DataAccessException}s where it may at the next try.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Change> apply(List<LedgerFact> facts) {
    if (facts.isEmpty()) {
      return List.of();
    }
    Collection<Claim> claims = Claim.collect(facts);
    Map<String, SaleUnits> sales = lock(claims);
    Map<String, OrderRow> rows = orderTable.find(claims.stream().map(Claim::requestId).toList());
    // To the microsecond, as the database keeps it: an event then tells the same time as the row.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Decision decision = new Decision(sales, now);

    cancel(claims, rows, decision);
    orderTable.update(decision.cancelled(), now);
    placeParked(sales, decision);
    orderTable.update(decision.placed(), now);
    place(claims, rows, decision);
    orderTable.insert(decision.fresh(), now);
    saleTable.store(sales.values());

    meters.countOnceCommitted(decision.changes());
    return decision.changes();
  }

  private static void cancel(
      Collection<Claim> claims, Map<String, OrderRow> rows, Decision decision) {
    for (Claim claim : claims) {
      if (claim.cancelled() != null) {
        decision.cancel(claim.cancelled(), rows.get(claim.requestId()));
      }
    }
  }

  private void placeParked(Map<String, SaleUnits> sales, Decision decision) {
    for (SaleUnits sale : sales.values()) {
      if (decision.freed().contains(sale.saleId())) {
        // Each takes a unit at least: more of them than units are free cannot fit.
        decision.placeParked(orderTable.parked(sale.saleId(), sale.free()));
      }
    }
  }

  private static void place(
      Collection<Claim> claims, Map<String, OrderRow> rows, Decision decision) {
    for (Claim claim : claims) {
      if (claim.cancelled() == null && claim.reserved() != null) {
        decision.place(claim.reserved(), rows.get(claim.requestId()));
      }
    }
  }

  private Map<String, SaleUnits> lock(Collection<Claim> claims) {
    Map<String, Integer> stocks = new TreeMap<>();
    for (Claim claim : claims) {
      Reserved reserved = claim.reserved();
      stocks.merge(claim.saleId(), reserved == null ? 0 : reserved.saleStock(), Math::max);
    }
    Map<String, SaleUnits> sales = saleTable.lock(stocks);
    for (SaleUnits sale : sales.values()) {
      int told = stocks.getOrDefault(sale.saleId(), 0);
      if (told != 0 && told != sale.stock()) {
        log.warn(
            "Sale {}: stock told by the ledger: {} (expected: {}, as told first; it counts)",
            sale.saleId(),
            told,
            sale.stock());
      }
    }
    return sales;
  }
}
