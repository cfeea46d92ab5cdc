package io.seckill.gateway.admission.rate;

/** What the gateway knows of the queue behind it and of those who drain it. */
public interface Downstream {

  /** Whether the seckill services are heard of at all; where not, the rest means nothing. */
  boolean isKnown();

  /** Requests that leave the queue a second while some wait; 0 as long as none had to. */
  double drainPerSecond();

  /**
   * How long a request that joins now would wait, milliseconds; 0 where the queue is too short to
   * tell what could be drained.
   */
  double tellingWaitMillis();

  /** This gateway's part of the requests that joined the queue lately, above 0 and at most 1. */
  double ownPart();
}
