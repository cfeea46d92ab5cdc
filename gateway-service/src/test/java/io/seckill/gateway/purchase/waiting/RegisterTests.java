package io.seckill.gateway.purchase.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.gateway.reply.Outcome;
import io.seckill.gateway.reply.Question;
import io.seckill.gateway.reply.Result;
import io.seckill.gateway.reply.Standing;
import io.seckill.gateway.reply.Verdict;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegisterTests {

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

  private final Register register = new Register(new WaitingSettings(1_000, 10_000, 600, 300));

  @Test
  void decidesEachRequestOnceHoweverManyTry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        Entry entry = entered("sale");
        AtomicInteger told = new AtomicInteger();
        entry.attach(counting(told));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Verdict>> verdicts =
            IntStream.range(0, 4)
                .mapToObj(
                    i ->
                        threads.submit(
                            () -> {
                              start.await();
                              return decide(entry, OUTCOMES.get(i));
                            }))
                .toList();
        start.countDown();
        int accepted = 0;
        for (Future<Verdict> verdict : verdicts) {
          accepted += verdict.get() == Verdict.ACCEPTED ? 1 : 0;
        }
        assertThat(accepted).isOne();
        assertThat(told).hasValue(1);
      }
      assertThat(register.pending()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void onlyWhoAskedLastMayRefuse() {
    Entry entry = entered("sale");
    assertThat(ask(entry, 1)).isEqualTo(Standing.UNDECIDED);
    assertThat(ask(entry, 2)).isEqualTo(Standing.UNDECIDED);
    assertThat(decide(entry, Outcome.SOLD_OUT, 0)).isEqualTo(Verdict.NOT_HERE);
    assertThat(decide(entry, Outcome.SOLD_OUT, 1)).isEqualTo(Verdict.NOT_HERE);
    assertThat(decide(entry, Outcome.SOLD_OUT, 2)).isEqualTo(Verdict.ACCEPTED);
    assertThat(ask(entry, 3)).isEqualTo(Standing.DECIDED);
    register.forget(entry);
    assertThat(ask(entry, 4)).isEqualTo(Standing.NOT_HERE);
  }

  @Test
  void theResultOfAnotherTryIsNotForThisOne() {
    Entry entry = entered("sale");
    Result other = new Result(entry.requestId(), 4, Outcome.SUCCESS, null, null);
    assertThat(register.decide(List.of(other), 0)).containsExactly(Verdict.NOT_HERE);
    Result own = new Result(entry.requestId(), 5, Outcome.SUCCESS, null, null);
    assertThat(register.decide(List.of(own), 0)).containsExactly(Verdict.ACCEPTED);
  }

  @Test
  void aSuccessIsTrueWhoeverTellsIt() {
    Entry entry = entered("sale");
    ask(entry, 1);
    assertThat(decide(entry, Outcome.SUCCESS, 0)).isEqualTo(Verdict.ACCEPTED);
  }

  private Standing ask(Entry entry, long asker) {
    return register.ask(List.of(new Question(entry.requestId(), 0)), asker).get(0);
  }

  @Test
  void saysTheSameToTheSameResultAgain() {
    Entry entry = entered("sale");
    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.ACCEPTED);
    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.ACCEPTED);
    assertThat(decide(entry, Outcome.SOLD_OUT)).isEqualTo(Verdict.DECIDED_OTHERWISE);
  }

  @Test
  void knowsARequestOnlyUnderItsOwnSale() {
    Entry entry = entered("sale");
    RequestId elsewhere = new RequestId("other", entry.key());
    assertThat(register.find(elsewhere)).isNull();
    assertThat(register.find(elsewhere.key())).isSameAs(entry);
    Result result = new Result(elsewhere.text(), 0, Outcome.SUCCESS, null, null);
    assertThat(register.decide(List.of(result), 0)).containsExactly(Verdict.NOT_HERE);
  }

  @Test
  void letsALateWaiterSeeTheDecision() {
    Entry entry = entered("sale");
    decide(entry, Outcome.SUCCESS);
    assertThat(entry.attach(counting(new AtomicInteger()))).isFalse();
    assertThat(entry.state().last()).isTrue();
  }

  @Test
  void boundsTheWaitersOfOneRequest() {
    Entry entry = entered("sale");
    for (int i = 0; i < 16; i++) {
      assertThat(entry.attach(counting(new AtomicInteger()))).isTrue();
    }
    assertThat(entry.attach(counting(new AtomicInteger()))).isFalse();
    assertThat(entry.state().last()).isFalse();
  }

  @Test
  void forgetsWhatWasNeverSent() {
    Entry entry = entered("sale");
    AtomicInteger told = new AtomicInteger();
    entry.attach(counting(told));
    register.unsent(entry);
    assertThat(told).hasValue(1);
    assertThat(register.find(entry.id())).isNull();
    assertThat(register.pending()).isZero();
  }

  @Test
  void aKeyThatWasUsedWronglySaysNothingOfTheRequestThatItNames() {
    Entry wrong = entered("sale");
    AtomicInteger told = new AtomicInteger();
    wrong.attach(counting(told));
    assertThat(decide(wrong, Outcome.KEY_REUSED)).isEqualTo(Verdict.ACCEPTED);
    assertThat(told).hasValue(1);
    assertThat(register.find(wrong.id())).isNull();
    assertThat(register.size()).isZero();
  }

  @Test
  void whatWasNeverSentStaysWhileItIsBeingCancelled() {
    Entry entry = entered("sale");
    entry.move(State.Open.PENDING, State.Open.CANCELLING);
    register.unsent(entry);
    assertThat(register.find(entry.id())).isSameAs(entry);
    register.timedOut(entry);
    assertThat(register.find(entry.id())).isSameAs(entry);
    assertThat(register.pending()).isZero();
  }

  private Entry entered(String sale) {
    Entry entry = new Entry(new RequestId(sale, RequestKey.random()), "user", 1, 5, 0, true, null);
    assertThat(register.add(entry)).isNull();
    return entry;
  }

  private Verdict decide(Entry entry, Outcome outcome) {
    return decide(entry, outcome, 0);
  }

  private Verdict decide(Entry entry, Outcome outcome, long asker) {
    Result result = new Result(entry.requestId(), 0, outcome, null, null);
    return register.decide(List.of(result), asker).get(0);
  }

  private static Waiter counting(AtomicInteger told) {
    return new Waiter(Runnable::run) {
      @Override
      public void settled(Entry entry) {
        told.incrementAndGet();
      }

      @Override
      public void queued(Entry entry) {}

      @Override
      public void unknown(Entry entry) {}

      @Override
      protected void impatient() {}
    };
  }
}
