package io.seckill.seckill;

import io.seckill.contracts.Topics;
import io.seckill.crash.CrashPoint;
import io.seckill.seckill.intake.Intake;
import io.seckill.seckill.intake.LaneSettings;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.outcome.GatewayQuestions;
import io.seckill.seckill.outcome.GatewayReplies;
import io.seckill.seckill.signal.QueueLoad;
import io.seckill.tracing.TracedBatch;
import io.seckill.tracing.Traces;
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
  private final GatewayQuestions questions;
  private final GatewayReplies gateways;
  private final LaneSettings lanes;
  private final QueueLoad load;
  private final BatchMeters meters;
  private final Traces traces;

  SeckillListener(
      Intake intake,
      Redeliveries redeliveries,
      Counter counter,
      LedgerWriter ledger,
      GatewayQuestions questions,
      GatewayReplies gateways,
      LaneSettings lanes,
      QueueLoad load,
      BatchMeters meters,
      Traces traces) {
    this.intake = intake;
    this.redeliveries = redeliveries;
    this.counter = counter;
    this.ledger = ledger;
    this.questions = questions;
    this.gateways = gateways;
    this.lanes = lanes;
    this.load = load;
    this.meters = meters;
    this.traces = traces;
  }

  @KafkaListener(
      id = SeckillListener.ID,
      topics = Topics.REQUESTS,
      containerFactory = "requestListeners")
  void onRequests(List<ConsumerRecord<byte[], byte[]>> records) {
    CrashPoint.AFTER_POLL.reached();
    Round round = round(records);
    while (round.step()) {
      // 1. to 7., each once for the batch.
    }
    int ofVip = (int) records.stream().filter(one -> lanes.vip(one.partition())).count();
    load.taken(ofVip, records.size() - ofVip);
    CrashPoint.BEFORE_COMMIT.reached();
    // 8. Commit: the container does, when this method returns.
  }

  Round round(List<ConsumerRecord<byte[], byte[]>> records) {
    TracedBatch trace = traces.batch(Topics.REQUESTS, records, Intake::requestId);
    return new Round(
        intake, redeliveries, counter, ledger, questions, gateways, meters, trace, records);
  }
}
