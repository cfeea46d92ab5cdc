package io.seckill.seckill.outcome;

import io.seckill.seckill.decision.Request;

/** One life of one gateway. */
record Addressee(String replyTo, long incarnation) {

  static Addressee of(Request request) {
    return new Addressee(request.replyTo(), request.incarnation());
  }
}
