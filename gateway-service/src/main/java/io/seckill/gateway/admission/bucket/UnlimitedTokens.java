package io.seckill.gateway.admission.bucket;

/** No limit: the request queue is the only line of defence. */
public final class UnlimitedTokens implements TokenSource {

  @Override
  public boolean tryTake() {
    return true;
  }

  @Override
  public long available() {
    return UNLIMITED;
  }
}
