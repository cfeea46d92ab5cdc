package io.seckill.gateway.handoff;

import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a request goes to. Within a lane the user decides, not the sale: one hot sale
 * would be one partition and one consumer.
 */
final class Lanes {

  private final int vipPartitions;

  Lanes(LaneSettings settings) {
    this.vipPartitions = settings.vipPartitions();
  }

  /**
   * @throws IllegalStateException where the vip lane would leave no partition to the others
   */
  void requireRoomIn(int partitions) {
    if (vipPartitions >= partitions) {
      throw new IllegalStateException(
          "seckill.lanes.vip-partitions: %d (expected: fewer than the %d of the topic)"
              .formatted(vipPartitions, partitions));
    }
  }

  /**
   * The partition of a request.
   *
   * @param key the user
   * @param partitions that the topic has now
   */
  int partition(boolean vip, byte[] key, int partitions) {
    int ordinary = partitions - vipPartitions;
    int hash = Utils.toPositive(Utils.murmur2(key));
    return vip && vipPartitions > 0 ? hash % vipPartitions : vipPartitions + hash % ordinary;
  }
}
