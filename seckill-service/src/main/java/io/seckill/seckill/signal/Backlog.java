package io.seckill.seckill.signal;

/** How many requests wait in the partitions that this instance takes from. */
public interface Backlog {

  /** As of the last fetch. */
  long requests();
}
