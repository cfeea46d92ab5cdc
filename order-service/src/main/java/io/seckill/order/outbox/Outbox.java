package io.seckill.order.outbox;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes events in the transaction of the change they tell of, to be published afterwards.
 *
 * <p>Why no crash loses an event or invents one: the event is a row of the same transaction as the
 * change, so there is either both or neither. A row is deleted only after Kafka has acknowledged
 * its event with {@code acks=all}, so a crash at any point in between leaves the row, and the next
 * pass of any instance's relay publishes the very same bytes again: a repeat with the same event
 * id, which listeners drop.
 *
 * <p>Why the events of one order stay in order: whoever changes an order holds the lock of its row,
 * so the later event is written, with a greater row id, after the earlier was committed; one relay
 * at a time reads by row id; and it never has two events of one order in flight.
 */
@Component
public class Outbox {

  private final OutboxTable table;
  private final OutboxRelay relay;
  private final Clock clock;

  Outbox(OutboxTable table, OutboxRelay relay, Clock clock) {
    this.table = table;
    this.relay = relay;
    this.clock = clock;
  }

  /** Writes the events in the order given; wakes the relay when they are committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void write(List<OutgoingEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    table.add(events, clock.instant());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.wake();
          }
        });
  }
}
