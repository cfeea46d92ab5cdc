package io.seckill.gateway.purchase.waiting;

/** Where cancellations are made durable. */
public interface CancelLedger {

  /**
   * Begins to write the cancellation of a request whose deadline passed. Must not block.
   *
   * @param durable called once the ledger has it, on any thread
   * @param failed called where it is not known to have it, on any thread
   * @param heldElsewhere called where another try of the request holds units, so that it must not
   *     be cancelled, on any thread
   */
  void cancel(Entry entry, Runnable durable, Runnable failed, Runnable heldElsewhere);
}
