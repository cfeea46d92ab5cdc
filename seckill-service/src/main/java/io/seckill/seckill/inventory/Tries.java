package io.seckill.seckill.inventory;

import io.seckill.seckill.decision.Request;

/** How tries are called in Redis. */
public final class Tries {

  private Tries() {}

  /** The name of a try; empty where it is not known. */
  public static String name(long tryId) {
    return tryId == Request.UNKNOWN_TRY ? "" : Long.toHexString(tryId);
  }
}
