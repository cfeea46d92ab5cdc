package io.seckill.order.placement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What placement tells of itself: {@code seckill.order.made} and {@code .cancelled} count the
 * orders of this instance since its start; {@code seckill.order.parked} is how many reservations
 * wait for units and {@code seckill.order.units.standing} how many units are in orders that stand,
 * both of the whole database, and NaN while it cannot be asked.
 */
@Component
class PlacementMeters {

  private static final Logger log = LoggerFactory.getLogger(PlacementMeters.class);

  private final SaleTable saleTable;
  private final OrderTable orderTable;
  private final Counter created;
  private final Counter cancelled;
  private volatile double parked = Double.NaN;
  private volatile double unitsStanding = Double.NaN;

  PlacementMeters(SaleTable saleTable, OrderTable orderTable, MeterRegistry meters) {
    this.saleTable = saleTable;
    this.orderTable = orderTable;
    this.created =
        Counter.builder("seckill.order.made").description("Orders made").register(meters);
    this.cancelled =
        Counter.builder("seckill.order.cancelled")
            .description("Orders cancelled that stood before")
            .register(meters);
    Gauge.builder("seckill.order.parked", () -> parked)
        .description("Reservations that wait for units to come free")
        .register(meters);
    Gauge.builder("seckill.order.units.standing", () -> unitsStanding)
        .description("Units of the orders that stand, in all sales")
        .register(meters);
  }

  /** What is rolled back did not happen, so nothing counts before the commit. */
  void countOnceCommitted(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            long made = changes.stream().filter(Change.Created.class::isInstance).count();
            created.increment(made);
            cancelled.increment(changes.size() - made);
          }
        });
  }

  @Scheduled(fixedDelay = 1000)
  void sample() {
    try {
      parked = orderTable.countParked();
      unitsStanding = saleTable.unitsStanding();
    } catch (DataAccessException e) {
      parked = Double.NaN;
      unitsStanding = Double.NaN;
      log.debug("Orders cannot be counted", e);
    }
  }
}
