package io.seckill.seckill.signal;

/** What this instance has before it. */
public interface Backlog {

  /** As far as is known here and now; cheap. */
  Waiting waiting();

  /**
   * @param vip requests that wait in its partitions of the vip lane
   * @param ordinary requests that wait in its partitions of the ordinary lane
   * @param vipPartitions of the vip lane that it reads
   * @param ordinaryPartitions of the ordinary lane that it reads
   */
  record Waiting(long vip, long ordinary, int vipPartitions, int ordinaryPartitions) {

    public static final Waiting NOTHING = new Waiting(0, 0, 0, 0);

    public int partitions() {
      return vipPartitions + ordinaryPartitions;
    }
  }
}
