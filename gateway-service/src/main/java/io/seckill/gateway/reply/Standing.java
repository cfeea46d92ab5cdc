package io.seckill.gateway.reply;

/** How a request stands, for those who decide. */
public enum Standing {
  /** Nobody was told anything yet. */
  UNDECIDED,
  /** The shopper heard, or will hear, what it was decided. */
  DECIDED,
  /** Not known here: another life of the gateway asked, or it was long ago. */
  NOT_HERE
}
