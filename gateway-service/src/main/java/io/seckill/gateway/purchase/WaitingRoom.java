package io.seckill.gateway.purchase;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.crash.CrashPoint;
import io.seckill.gateway.handoff.Cancellation;
import io.seckill.gateway.handoff.Ledger;
import io.seckill.gateway.handoff.Receipt;
import io.seckill.gateway.handoff.ReplyTo;
import io.seckill.gateway.purchase.waiting.CancelLedger;
import io.seckill.gateway.purchase.waiting.Deadlines;
import io.seckill.gateway.purchase.waiting.Register;
import io.seckill.gateway.purchase.waiting.WaitingSettings;
import io.seckill.gateway.reply.Incarnation;
import io.seckill.gateway.reply.Question;
import io.seckill.gateway.reply.ReplyAddress;
import io.seckill.gateway.reply.Result;
import io.seckill.gateway.reply.ResultTaker;
import io.seckill.gateway.reply.Standing;
import io.seckill.gateway.reply.Verdict;
import io.seckill.gateway.sale.Sales;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the register to its neighbours: results decide it, deadlines cancel through the ledger. */
@Configuration(proxyBeanMethods = false)
class WaitingRoom {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Register register(WaitingSettings settings) {
    return new Register(settings);
  }

  @Bean
  ResultTaker resultTaker(Register register, Sales sales) {
    return new ResultTaker() {
      @Override
      public List<Verdict> take(List<Result> results, long asker) {
        return register.decide(results, asker);
      }

      @Override
      public List<Standing> ask(List<Question> questions, long asker) {
        return register.ask(questions, asker);
      }

      @Override
      public void heardFrom(String salesAddress) {
        sales.learn(salesAddress);
      }
    };
  }

  @Bean
  Supplier<ReplyTo> replyTo(ReplyAddress address, Incarnation incarnation) {
    return () -> new ReplyTo(address.hostAndPort(), incarnation.id());
  }

  @Bean
  Deadlines deadlines(
      Register register,
      Ledger ledger,
      Closing closing,
      WaitingSettings settings,
      Clock clock,
      MeterRegistry meters) {
    return new Deadlines(register, cancellations(ledger, closing, clock, meters), settings, clock);
  }

  private static CancelLedger cancellations(
      Ledger ledger, Closing closing, Clock clock, MeterRegistry meters) {
    Counter begun = cancels(meters, "begun");
    Counter durable = cancels(meters, "durable");
    Counter failed = cancels(meters, "failed");
    return (entry, whenDurable, whenFailed, whenHeldElsewhere) -> {
      String userId = entry.userId();
      if (userId == null) {
        return;
      }
      begun.increment();
      Receipt receipt =
          new Receipt() {
            @Override
            public void durable() {
              durable.increment();
              CrashPoint.AFTER_CANCEL_DURABLE.reached();
              whenDurable.run();
            }

            @Override
            public void notSent() {
              unknown();
            }

            @Override
            public void unknown() {
              failed.increment();
              whenFailed.run();
            }
          };
      Cancellation cancellation =
          new Cancellation(
              entry.requestId(), entry.saleId(), userId, entry.quantity(), receipt, entry.trail());
      if (entry.repeatable()) {
        closing.close(
            entry,
            // The process may have been stopped while it asked.
            () -> {
              if (Deadlines.mayCancel(entry, clock)) {
                ledger.cancel(cancellation);
              } else {
                receipt.unknown();
              }
            },
            receipt::unknown,
            whenHeldElsewhere);
      } else {
        ledger.cancel(cancellation);
      }
    };
  }

  private static Counter cancels(MeterRegistry meters, String step) {
    return Counter.builder("seckill.gateway.cancels")
        .description("Cancellations of requests whose deadline passed")
        .tag("step", step)
        .register(meters);
  }
}
