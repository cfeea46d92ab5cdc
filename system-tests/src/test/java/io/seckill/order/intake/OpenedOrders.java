package io.seckill.order.intake;

import io.seckill.system.simulation.Wiring;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Opens order-service to the simulator. */
public final class OpenedOrders {

  private final LedgerIntake intake;

  public OpenedOrders(Wiring wiring) {
    intake = wiring.the(LedgerIntake.class);
  }

  /** One batch of the ledger. */
  public void take(List<ConsumerRecord<byte[], byte[]>> records) {
    intake.take(records);
  }
}
