package io.seckill.gateway.admission.bucket;

/**
 * A limit as a caller may be told: so many requests in a window.
 *
 * @param quota requests, 1 or more
 * @param windowSeconds in which an empty bucket is full again, 1 or more
 */
public record Policy(long quota, long windowSeconds) {

  public static Policy of(long capacity, long perSecond) {
    return new Policy(capacity, Math.max(1, (capacity + perSecond - 1) / perSecond));
  }
}
