package io.seckill.gateway.purchase;

import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.Waiter;
import java.time.Clock;
import java.util.concurrent.Executor;
import reactor.core.publisher.MonoSink;

/**
 * A held HTTP request. All its calls come on the event loop of its connection, one after the other,
 * and only the first answer counts.
 */
final class Shopper extends Waiter {

  private final MonoSink<Answer> sink;
  private final Entry entry;
  private final Preference preference;
  private final Clock clock;
  private boolean impatient;

  Shopper(
      Executor eventLoop, MonoSink<Answer> sink, Entry entry, Preference preference, Clock clock) {
    super(eventLoop);
    this.clock = clock;
    this.sink = sink;
    this.entry = entry;
    this.preference = preference;
    this.impatient = preference.async() && preference.waitSeconds() == 0;
  }

  @Override
  public void settled(Entry settled) {
    settled.answered(clock.millis());
    sink.success(Answers.last(settled).applied(preference.appliedToWait()));
  }

  @Override
  public void queued(Entry queued) {
    acceptIfImpatient();
  }

  @Override
  public void unknown(Entry unknown) {
    sink.success(Answers.unknown(unknown).applied(preference.appliedToWait()));
  }

  @Override
  protected void impatient() {
    impatient = true;
    acceptIfImpatient();
  }

  /** 202 promises that the request is durable: it has to wait for the broker. */
  void acceptIfImpatient() {
    if (impatient && entry.queued()) {
      sink.success(Answers.accepted(entry).applied(preference.appliedToAccept()));
    }
  }
}
