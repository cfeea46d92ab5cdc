package io.seckill.seckill.signal;

/** What this instance has before it. */
public interface Backlog {

  /** As far as is known here and now; cheap. */
  Waiting waiting();

  /**
   * @param vip requests that wait in its partitions of the vip lane
   * @param ordinary requests that wait in its partitions of the ordinary lane
   * @param partitions that it reads
   */
  record Waiting(long vip, long ordinary, int partitions) {}
}
