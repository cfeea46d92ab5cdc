package io.seckill.gateway.purchase;

import io.seckill.crash.CrashPoint;
import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.admission.limit.Limits;
import io.seckill.gateway.admission.limit.Refusal;
import io.seckill.gateway.handoff.Handoff;
import io.seckill.gateway.handoff.Receipt;
import io.seckill.gateway.handoff.RequestQueue;
import io.seckill.gateway.purchase.waiting.Deadlines;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.Register;
import io.seckill.gateway.sale.Sales;
import io.seckill.gateway.signal.QueueAhead;
import io.seckill.gateway.signal.SoldOutSales;
import io.seckill.tracing.Trail;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The story of one purchase, in the order in which things happen: is it a repeat, is the sale sold
 * out, does the user or the address ask too often, is there a token, is there such a sale, is the
 * queue too long, is there room; then it is entered in the register, handed to the queue, and
 * waited for. No thread waits; the answer comes when the result or the deadline does.
 */
@Component
final class Purchase {

  private final Register register;
  private final SoldOutSales soldOut;
  private final Limits limits;
  private final TokenSource tokens;
  private final Sales sales;
  private final QueueAhead ahead;
  private final RequestQueue queue;
  private final Deadlines deadlines;
  private final PurchaseSettings settings;
  private final Clock clock;

  Purchase(
      Register register,
      SoldOutSales soldOut,
      Limits limits,
      TokenSource tokens,
      Sales sales,
      QueueAhead ahead,
      RequestQueue queue,
      Deadlines deadlines,
      PurchaseSettings settings,
      Clock clock) {
    this.register = register;
    this.soldOut = soldOut;
    this.limits = limits;
    this.tokens = tokens;
    this.sales = sales;
    this.ahead = ahead;
    this.queue = queue;
    this.deadlines = deadlines;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Answers a valid request.
   *
   * @param eventLoop of the shopper's connection
   */
  Mono<Answer> of(Asked asked, Executor eventLoop) {
    Entry earlier = asked.repeatable() ? register.find(asked.id().key()) : null;
    if (earlier != null) {
      return repeat(earlier, asked, eventLoop);
    }
    // With a key it may be the repeat of a success that another gateway told: the queue knows.
    if (!asked.repeatable() && soldOut.contains(asked.id().saleId())) {
      return Mono.just(Answers.soldOut(asked.id().saleId()));
    }
    Refusal refusal = limits.refusal(asked.userId(), asked.address());
    if (refusal == null && !tokens.tryTake()) {
      refusal = Refusal.noToken(tokens);
    }
    if (refusal != null) {
      return Mono.just(Answers.rateLimited(refusal));
    }
    CompletableFuture<Sales.Known> sale = find(asked.id().saleId(), asked.trail());
    return sale.isDone()
        ? inSale(sale.join(), asked, eventLoop)
        : Mono.fromFuture(sale, true).flatMap(known -> inSale(known, asked, eventLoop));
  }

  private CompletableFuture<Sales.Known> find(String saleId, @Nullable Trail trail) {
    return trail == null ? sales.find(saleId) : trail.answerWithin(() -> sales.find(saleId));
  }

  private Mono<Answer> inSale(Sales.Known sale, Asked asked, Executor eventLoop) {
    if (sale.standing() == Sales.Standing.UNKNOWN) {
      return Mono.just(Answers.unknownSale(asked.id().saleId()));
    }
    if (sale.standing() == Sales.Standing.UNAVAILABLE) {
      return Mono.just(Answers.unavailable("No seckill-service can tell whether there is a sale."));
    }
    if (!queue.accepts()) {
      return Mono.just(Answers.unavailable("The request queue does not answer."));
    }
    if (ahead.tooLong(asked.vip(), asked.preference().budgetMillis(settings.deadlineMillis()))) {
      return Mono.just(Answers.backlogged(ahead.waitMillis(asked.vip())));
    }
    String full = register.full();
    if (full != null) {
      return Mono.just(Answers.unavailable(full));
    }
    Entry entry = entry(sale, asked);
    Entry earlier = register.add(entry);
    if (earlier != null) {
      return repeat(earlier, asked, eventLoop);
    }
    return Mono.create(sink -> begin(entry, asked, eventLoop, sink));
  }

  private Entry entry(Sales.Known sale, Asked asked) {
    int budget = asked.preference().budgetMillis(settings.deadlineMillis());
    return new Entry(
        asked.id().in(sale.saleId()),
        asked.userId(),
        asked.quantity(),
        clock.millis() + budget,
        budget,
        asked.repeatable(),
        asked.trail());
  }

  private void begin(Entry entry, Asked asked, Executor eventLoop, MonoSink<Answer> sink) {
    await(entry, asked.preference(), eventLoop, sink);
    Handoff handoff =
        new Handoff(
            entry.requestId(),
            entry.saleId(),
            asked.userId(),
            entry.quantity(),
            entry.deadlineMillis(),
            entry.budgetMillis(),
            asked.vip(),
            receipt(entry),
            asked.trail());
    if (queue.offer(handoff)) {
      ahead.join(asked.vip());
      deadlines.watch(entry);
    } else {
      register.unsent(entry);
    }
  }

  /** The same asked again: it takes no token and is not sent again, it only hears the answer. */
  private Mono<Answer> repeat(Entry entry, Asked asked, Executor eventLoop) {
    if (!entry.wants(asked.id().saleId(), asked.quantity())) {
      return Mono.just(Answers.keyReused());
    }
    return Mono.create(sink -> await(entry, asked.preference(), eventLoop, sink));
  }

  private void await(
      Entry entry, Preference preference, Executor eventLoop, MonoSink<Answer> sink) {
    Shopper shopper = new Shopper(eventLoop, sink, entry, preference, clock);
    if (!entry.attach(shopper)) {
      if (entry.state().last()) {
        shopper.settled(entry);
      } else {
        sink.success(Answers.tooManyRepeats());
      }
      return;
    }
    if (entry.toldUnknown()) {
      shopper.unknown(entry);
    } else if (preference.async() && preference.waitSeconds() > 0) {
      deadlines.wake(shopper, clock.millis() + preference.waitSeconds() * 1_000L);
    } else if (preference.async()) {
      shopper.acceptIfImpatient();
    }
  }

  private Receipt receipt(Entry entry) {
    return new Receipt() {
      @Override
      public void durable() {
        CrashPoint.AFTER_QUEUE_ACK.reached();
        entry.reachedBroker();
      }

      @Override
      public void notSent() {
        register.unsent(entry);
      }

      @Override
      public void unknown() {
        // It may be in the queue: it stays pending, and the deadline cancels it.
      }
    };
  }
}
