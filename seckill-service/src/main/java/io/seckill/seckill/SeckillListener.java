package io.seckill.seckill;

import io.seckill.contracts.Topics;
import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.intake.Arrival;
import io.seckill.seckill.intake.Intake;
import io.seckill.seckill.intake.LaneSettings;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.outcome.GatewayReplies;
import io.seckill.seckill.signal.QueueLoad;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * A batch of seckill requests, from the queue to the answer. Each step is done once for the batch.
 * Any crash is a redelivery of the batch, and every step can be repeated.
 */
@Component
class SeckillListener {

  /** Of the container and the consumer group. */
  static final String ID = "seckill-service";

  private final Intake intake;
  private final Redeliveries redeliveries;
  private final Counter counter;
  private final LedgerWriter ledger;
  private final GatewayReplies gateways;
  private final LaneSettings lanes;
  private final QueueLoad load;
  private final BatchMeters meters;

  SeckillListener(
      Intake intake,
      Redeliveries redeliveries,
      Counter counter,
      LedgerWriter ledger,
      GatewayReplies gateways,
      LaneSettings lanes,
      QueueLoad load,
      BatchMeters meters) {
    this.intake = intake;
    this.redeliveries = redeliveries;
    this.counter = counter;
    this.ledger = ledger;
    this.gateways = gateways;
    this.lanes = lanes;
    this.load = load;
    this.meters = meters;
  }

  @KafkaListener(
      id = SeckillListener.ID,
      topics = Topics.REQUESTS,
      containerFactory = "requestListeners")
  void onRequests(List<ConsumerRecord<byte[], byte[]>> records) {
    try {
      decide(records);
    } catch (RuntimeException e) {
      redeliveries.failed(records);
      throw e;
    }
    int ofVip = (int) records.stream().filter(one -> lanes.vip(one.partition())).count();
    load.taken(ofVip, records.size() - ofVip);
    // 8. Commit: the container does, when this method returns.
  }

  private void decide(List<ConsumerRecord<byte[], byte[]>> records) {
    BatchMeters.Batch batch = meters.start(records);

    // 1. Decode; 2. mark what cannot be answered in time.
    List<Arrival> arrivals = intake.read(records);

    // 3. Risk control; 4. reserve: one call to Redis for each sale.
    Counter.Served served = counter.serve(arrivals);
    batch.reserved();

    // 5. Write the ledger, and wait: nobody hears of a success that is not durable.
    ledger.write(served.successes().stream().map(SeckillListener::reservation).toList());
    counter.requireSameFences(served);
    batch.durable();

    // 6. Reply: one call to each gateway.
    List<Decision> decidedOtherwise = gateways.tell(served.answers());

    // 7. The shopper heard something else: the reservation must not stand.
    ledger.write(
        decidedOtherwise.stream()
            .filter(Decision::isSuccess)
            .map(decision -> cancellation(decision.request()))
            .toList());
    batch.told(served, decidedOtherwise.size());
  }

  private static Entry reservation(Counter.Success success) {
    return Entry.Reservation.of(success.request(), success.sale());
  }

  private static Entry cancellation(Request request) {
    return Entry.Cancellation.of(request, Entry.Cancellation.Reason.DECIDED_OTHERWISE);
  }
}
