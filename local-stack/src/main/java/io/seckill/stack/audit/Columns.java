package io.seckill.stack.audit;

import java.util.Arrays;

/** Arrays that grow by half: what is copied stays small beside what is kept. */
final class Columns {

  private static final int LENGTH_MIN = 8;

  /** Some JVMs cannot make longer arrays. */
  private static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

  private Columns() {}

  static byte[] withRoomFor(byte[] array, int length) {
    return length >= 0 && length <= array.length
        ? array
        : Arrays.copyOf(array, grown(array.length, length));
  }

  static short[] withRoomFor(short[] array, int length) {
    return length >= 0 && length <= array.length
        ? array
        : Arrays.copyOf(array, grown(array.length, length));
  }

  static int[] withRoomFor(int[] array, int length) {
    return length >= 0 && length <= array.length
        ? array
        : Arrays.copyOf(array, grown(array.length, length));
  }

  private static int grown(int now, int needed) {
    if (needed < 0 || needed > LENGTH_MAX) {
      throw new OutOfMemoryError("more than an array can hold");
    }
    long half = now + (long) now / 2;
    return (int) Math.max(Math.max(needed, LENGTH_MIN), Math.min(half, LENGTH_MAX));
  }
}
