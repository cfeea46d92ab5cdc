package io.seckill.gateway.purchase.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.gateway.reply.Outcome;
import io.seckill.gateway.reply.Result;
import io.seckill.gateway.reply.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

  private static final int BUDGET = 2_000;

  private final ManualClock clock = new ManualClock();
  private final List<Cancel> cancels = new ArrayList<>();
  private final WaitingSettings settings = new WaitingSettings(100, 1_000, 600, 300);
  private final Register register = new Register(settings);
  private final Deadlines deadlines =
      new Deadlines(
          register,
          (entry, durable, failed, heldElsewhere) ->
              cancels.add(new Cancel(entry, durable, failed, heldElsewhere)),
          settings,
          clock);

  private record Cancel(Entry entry, Runnable durable, Runnable failed, Runnable heldElsewhere) {}

  @Test
  void tellsTheTimeoutOnlyAfterTheCancellationIsDurable() {
    Entry entry = admitted();
    Heard heard = waits(entry);

    passes(BUDGET - 20);
    assertThat(cancels).isEmpty();

    passes(30);
    assertThat(cancels).hasSize(1);
    assertThat(entry.state()).isEqualTo(State.Open.CANCELLING);
    assertThat(heard.settled).isEmpty();

    cancels.get(0).durable().run();
    assertThat(entry.state()).isEqualTo(State.Open.TIMEOUT);
    assertThat(heard.settled).containsExactly(entry);
    assertThat(register.pending()).isZero();
  }

  @Test
  void tellsThatNobodyKnowsWhereTheLedgerIsSlowAndTimesOutLater() {
    Entry entry = admitted();
    Heard heard = waits(entry);

    passes(BUDGET + 10);
    passes(290);
    assertThat(heard.unknown).isZero();
    passes(20);
    assertThat(heard.unknown).isOne();
    assertThat(entry.state()).isEqualTo(State.Open.CANCELLING);

    cancels.get(0).durable().run();
    assertThat(entry.state()).isEqualTo(State.Open.TIMEOUT);
    assertThat(heard.settled).isEmpty();
  }

  @Test
  void nobodyKnowsWhereAnotherTryHoldsTheUnitsAndItIsNotHereAnyMore() {
    Entry entry = admitted();
    Heard heard = waits(entry);
    passes(BUDGET + 10);
    cancels.get(0).heldElsewhere().run();
    assertThat(entry.state()).isEqualTo(State.Open.DROPPED);
    assertThat(heard.settled).containsExactly(entry);
    assertThat(register.find(entry.id())).isNull();
    passes(2_000);
    assertThat(cancels).hasSize(1);
  }

  @Test
  void cancelsAgainUntilItIsDurable() {
    Entry entry = admitted();
    passes(BUDGET + 10);
    for (int i = 0; i < 3; i++) {
      cancels.get(cancels.size() - 1).failed().run();
      passes(1_310);
    }
    assertThat(cancels).hasSizeBetween(3, 5);
    cancels.get(cancels.size() - 1).durable().run();
    assertThat(entry.state()).isEqualTo(State.Open.TIMEOUT);
  }

  @Test
  void sendsNoSecondCancellationWhileTheFirstIsOnItsWay() {
    admitted();
    passes(BUDGET + 10);
    passes(5_000);
    assertThat(cancels).hasSize(1);
  }

  @Test
  void dropsWhatItCouldNotCancelInTime() {
    Entry entry = admitted();
    passes(BUDGET + 10);
    for (int i = 0; i < 25; i++) {
      cancels.get(cancels.size() - 1).failed().run();
      passes(1_000);
    }
    int before = cancels.size();
    passes(5_000);
    assertThat(cancels).hasSize(before);
    assertThat(cancels.stream().map(Cancel::entry)).allMatch(entry::equals);
    assertThat(register.find(entry.id())).isNull();
    assertThat(register.pending()).isZero();
    assertThat(register.size()).isZero();
  }

  @Test
  void aProcessThatSleptWritesNoLateCancellation() {
    Entry entry = admitted();
    Heard heard = waits(entry);

    clock.pass(BUDGET + Deadlines.CANCEL_MILLIS_MAX + 1_000);
    deadlines.sweep();

    assertThat(cancels).isEmpty();
    assertThat(register.find(entry.id())).isNull();
    assertThat(heard.settled).containsExactly(entry);
    assertThat(entry.state()).isEqualTo(State.Open.DROPPED);
    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.NOT_HERE);
  }

  @Test
  void aResultAfterTheCancellationBeganIsRefused() {
    Entry entry = admitted();
    passes(BUDGET + 10);

    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.DECIDED_OTHERWISE);

    cancels.get(0).durable().run();
    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.DECIDED_OTHERWISE);
    assertThat(decide(entry, Outcome.SOLD_OUT)).isEqualTo(Verdict.DECIDED_OTHERWISE);
  }

  @Test
  void aDecidedRequestIsNeverCancelled() {
    Entry entry = admitted();
    assertThat(decide(entry, Outcome.SUCCESS)).isEqualTo(Verdict.ACCEPTED);
    passes(BUDGET + 10_000);
    assertThat(cancels).isEmpty();
  }

  @Test
  void remembersADecisionForItsTimeAndForgetsItThen() {
    Entry entry = admitted();
    decide(entry, Outcome.SOLD_OUT);
    passes(BUDGET + 10);
    for (int i = 0; i < 598; i++) {
      passes(1_000);
    }
    assertThat(register.find(entry.id())).isSameAs(entry);
    passes(3_000);
    assertThat(register.find(entry.id())).isNull();
    assertThat(register.size()).isZero();
  }

  @Test
  void forgetsTheOldestEarlyWhenFullButNoneTooYoung() {
    List<Entry> old = admittedMany(980);
    old.forEach(entry -> decide(entry, Outcome.SOLD_OUT));
    passes(BUDGET + 10);
    passes(60_000);
    assertThat(register.size()).isEqualTo(980);
    passes(31_000);
    assertThat(register.size()).isEqualTo(950);
  }

  @Test
  void refusesMoreThanMayWaitOrBeRemembered() {
    admittedMany(99);
    assertThat(register.full()).isNull();
    Entry last = admitted();
    assertThat(register.full()).isEqualTo("requests waiting: 100 (expected: below 100)");
    decide(last, Outcome.SUCCESS);
    assertThat(register.full()).isNull();
  }

  @Test
  void wakesAWaiterAtItsTime() {
    Heard heard = new Heard();
    deadlines.wake(heard, clock.millis() + 1_000);
    passes(990);
    assertThat(heard.woken).isZero();
    passes(20);
    assertThat(heard.woken).isOne();
  }

  private Entry admitted() {
    RequestId id = new RequestId("sale", RequestKey.random());
    Entry entry = new Entry(id, "user", 1, clock.millis() + BUDGET, BUDGET, true, null);
    assertThat(register.add(entry)).isNull();
    deadlines.watch(entry);
    return entry;
  }

  private List<Entry> admittedMany(int many) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      entries.add(admitted());
    }
    return entries;
  }

  private Verdict decide(Entry entry, Outcome outcome) {
    return register
        .decide(List.of(new Result(entry.requestId(), 0, outcome, null, null)), 0)
        .get(0);
  }

  private void passes(long millis) {
    clock.pass(millis);
    deadlines.sweep();
  }

  private static Heard waits(Entry entry) {
    Heard heard = new Heard();
    assertThat(entry.attach(heard)).isTrue();
    return heard;
  }

  private static final class Heard extends Waiter {

    private final List<Entry> settled = new ArrayList<>();
    private int unknown;
    private int woken;

    private Heard() {
      super(Runnable::run);
    }

    @Override
    public void settled(Entry entry) {
      settled.add(entry);
    }

    @Override
    public void queued(Entry entry) {}

    @Override
    public void unknown(Entry entry) {
      unknown++;
    }

    @Override
    protected void impatient() {
      woken++;
    }
  }
}
