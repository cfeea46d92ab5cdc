package io.seckill.gateway.reply;

/** What the gateway says to one result. */
public enum Verdict {
  /** The request is decided as the result says, now or by an earlier delivery of the same. */
  ACCEPTED,
  /** The shopper heard, or will hear, something else. */
  DECIDED_OTHERWISE,
  /**
   * Not known here: another life of the gateway asked, or it was long ago. Or a refusal, while
   * somebody else has asked to decide the request.
   */
  NOT_HERE
}
