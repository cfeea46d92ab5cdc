package io.seckill.seckill.inventory;

import io.seckill.seckill.decision.Request;

/** How tries are called in Redis. */
public final class Tries {

  private Tries() {}

  /** The member that marks a request as about to be cancelled: no try of it gets units any more. */
  public static String closed(String requestId) {
    return requestId + "/";
  }

  /** The name of a try; empty where it is not known. */
  public static String name(long tryId) {
    return tryId == Request.UNKNOWN_TRY ? "" : Long.toHexString(tryId);
  }
}
