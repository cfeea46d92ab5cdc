package io.seckill.gateway.handoff;

/** What became of something handed to Kafka. */
public interface Receipt {

  /** It is durable. */
  void durable();

  /** It was never sent: nothing happened. */
  void notSent();

  /** It may be durable or not; nobody knows. */
  void unknown();
}
