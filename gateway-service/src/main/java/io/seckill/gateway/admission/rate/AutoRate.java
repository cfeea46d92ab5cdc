package io.seckill.gateway.admission.rate;

/**
 * The rate {@code auto}: asks the law again several times a second. What it says is the rate of the
 * whole bucket; a bucket of one gateway alone gets that gateway's part.
 */
public final class AutoRate {

  /** How often it wants to look. */
  public static final int LOOK_MILLIS = 200;

  private static final double FIRST = 2_000;
  private static final double LEAST = 10;

  private final Downstream downstream;
  private final CarriedRate law;
  private volatile long ofAll = (long) FIRST;
  private volatile long ofThisGateway = (long) FIRST;

  /**
   * @param wantedWaitMillis how long a request should wait in the queue under full load
   */
  public AutoRate(Downstream downstream, long wantedWaitMillis) {
    this.downstream = downstream;
    this.law = new CarriedRate(wantedWaitMillis, FIRST, LEAST, TokenRate.MOST);
  }

  /** Tokens a second for all gateways together. */
  public long ofAll() {
    return ofAll;
  }

  /** Tokens a second for this gateway alone. */
  public long ofThisGateway() {
    return ofThisGateway;
  }

  /**
   * Looks at the queue; one thread calls it.
   *
   * @param wanted whether anybody was refused since the last look
   */
  public void look(long nowNanos, boolean wanted) {
    if (!downstream.isKnown()) {
      return;
    }
    law.hear(nowNanos, downstream.drainPerSecond(), downstream.tellingWaitMillis(), wanted);
    ofAll = Math.round(law.perSecond());
    ofThisGateway = Math.max(1, Math.round(law.perSecond() * downstream.ownPart()));
  }
}
