package io.seckill.stack.sale;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** For tests that hold sales on a system that answers as they say. */
abstract class SaleOnAFakeSystem {

  final FakeSystem system = new FakeSystem();

  @AfterEach
  void close() {
    system.close();
  }

  /** A sale of 100 items over 32 connections. */
  SaleOptions options(int shoppers, int rate) {
    return SaleOptions.defaults()
        .with()
        .shoppers(shoppers)
        .rate(rate)
        .connections(32)
        .gateways(List.of(system.address()))
        .orders(system.address())
        .answerWithin(Duration.ofSeconds(5))
        .settleWithin(Duration.ofSeconds(10))
        .build();
  }

  static SaleReport hold(SaleOptions options) throws InterruptedException {
    return new SaleRunner(options, SaleListener.NONE).run();
  }
}
