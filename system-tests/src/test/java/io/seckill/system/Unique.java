package io.seckill.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Ids that no other test of this JVM has. */
final class Unique {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Unique() {}

  static String sale() {
    return "sale-" + NEXT.getAndIncrement();
  }

  static String user() {
    return "user-" + NEXT.getAndIncrement();
  }
}
