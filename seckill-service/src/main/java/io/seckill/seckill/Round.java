package io.seckill.seckill;

import io.opentelemetry.api.trace.SpanKind;
import io.seckill.crash.CrashPoint;
import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.intake.Arrival;
import io.seckill.seckill.intake.Intake;
import io.seckill.seckill.intake.Redeliveries;
import io.seckill.seckill.ledger.Entry;
import io.seckill.seckill.ledger.LedgerWriter;
import io.seckill.seckill.outcome.GatewayQuestions;
import io.seckill.seckill.outcome.GatewayReplies;
import io.seckill.tracing.TracedBatch;
import io.seckill.tracing.Trail;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One batch on its way from the queue to the answer. Between any two steps the process may stop for
 * good, or for so long that another one has done the same batch meanwhile.
 */
final class Round {

  private final Intake intake;
  private final Redeliveries redeliveries;
  private final Counter counter;
  private final LedgerWriter ledger;
  private final GatewayQuestions questions;
  private final GatewayReplies gateways;
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final BatchMeters.Batch meters;
  private final TracedBatch trace;
  private final Iterator<Runnable> steps;

  /** Tells this round from every other one, here and in other instances. */
  private final long asker = ThreadLocalRandom.current().nextLong() | 1;

  private List<Arrival> arrivals = List.of();
  private Set<Request> undecided = Set.of();
  private Counter.Served served = new Counter.Served(List.of(), List.of(), Map.of(), 0);
  private List<Decision> decidedOtherwise = List.of();

  Round(
      Intake intake,
      Redeliveries redeliveries,
      Counter counter,
      LedgerWriter ledger,
      GatewayQuestions questions,
      GatewayReplies gateways,
      BatchMeters meters,
      TracedBatch trace,
      List<ConsumerRecord<byte[], byte[]>> records) {
    this.intake = intake;
    this.redeliveries = redeliveries;
    this.counter = counter;
    this.ledger = ledger;
    this.questions = questions;
    this.gateways = gateways;
    this.records = records;
    this.trace = trace;
    this.meters = meters.start(records);
    this.steps =
        List.<Runnable>of(
                this::read,
                () -> trace.step("reserve", SpanKind.INTERNAL, this::reserve),
                this::writeLedger,
                this::requireSameFences,
                () -> trace.step("reply", SpanKind.CLIENT, this::reply),
                this::cancelDecidedOtherwise)
            .iterator();
  }

  /**
   * Does the next step; false where there is none left and the offsets may be committed. After an
   * exception the batch begins anew, with another round.
   */
  boolean step() {
    if (!steps.hasNext()) {
      trace.close();
      return false;
    }
    try {
      trace.within(steps.next());
      return true;
    } catch (RuntimeException e) {
      redeliveries.failed(records);
      trace.failed(e);
      trace.close();
      throw e;
    }
  }

  /**
   * 1. Decode; 2. mark what cannot be answered in time, and ask the gateways for what an earlier
   * delivery may have refused: a refusal that was told must not become a success.
   */
  private void read() {
    arrivals = intake.read(records);
    List<Request> asked =
        arrivals.stream()
            .filter(arrival -> arrival.maybeRepeated() && !arrival.late())
            .map(Arrival::request)
            .toList();
    undecided = asked.isEmpty() ? Set.of() : questions.undecided(asked, asker);
  }

  /** 3. Risk control; 4. reserve: one call to Redis for each sale. */
  private void reserve() {
    served = counter.serve(arrivals, undecided);
    CrashPoint.AFTER_RESERVE.reached();
    meters.reserved();
    if (!trace.isEmpty()) {
      served.answers().forEach(this::noteOutcome);
    }
  }

  private void noteOutcome(Decision decision) {
    String requestId = decision.request().requestId();
    Trail trail = trace.of(requestId);
    if (trail != null) {
      trail.note("seckill.request.id", requestId).note("seckill.outcome", decision.result().name());
    }
  }

  /** 5. Write the ledger, and wait: nobody hears of a success that is not durable. */
  private void writeLedger() {
    ledger.write(served.successes().stream().map(Round::reservation).toList(), trace);
  }

  private void requireSameFences() {
    counter.requireSameFences(served);
    meters.durable();
  }

  /** 6. Reply: one call to each gateway. */
  private void reply() {
    decidedOtherwise = gateways.tell(served.answers(), asker);
    CrashPoint.AFTER_REPLY.reached();
  }

  /**
   * 7. The shopper heard something else: the reservation must not stand, unless another try of the
   * same request has a share in it.
   */
  private void cancelDecidedOtherwise() {
    List<Request> held =
        decidedOtherwise.stream().filter(Decision::isSuccess).map(Decision::request).toList();
    List<Request> closed = held.isEmpty() ? held : counter.close(held);
    ledger.write(closed.stream().map(Round::cancellation).toList(), trace);
    meters.told(served, decidedOtherwise.size());
  }

  private static Entry reservation(Counter.Success success) {
    return Entry.Reservation.of(success.request(), success.sale());
  }

  private static Entry cancellation(Request request) {
    return Entry.Cancellation.of(request, Entry.Cancellation.Reason.DECIDED_OTHERWISE);
  }
}
