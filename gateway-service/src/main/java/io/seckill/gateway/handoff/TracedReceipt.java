package io.seckill.gateway.handoff;

import io.seckill.tracing.Trail;

/**
 * Ends the span of a message together with its sending.
 *
 * @param sending below the request's span
 */
record TracedReceipt(Receipt receipt, Trail sending) implements Receipt {

  @Override
  public void durable() {
    sending.end();
    receipt.durable();
  }

  @Override
  public void notSent() {
    sending.note("error.type", "not sent");
    sending.end();
    receipt.notSent();
  }

  @Override
  public void unknown() {
    sending.note("error.type", "unacknowledged");
    sending.end();
    receipt.unknown();
  }
}
