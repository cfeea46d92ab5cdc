package io.seckill.system;

import java.util.Locale;

/** What is done to the system from outside, in the middle of a sale. */
enum Fault {
  GATEWAY_KILLED,
  SECKILL_KILLED,
  ORDER_KILLED,
  NOTIFICATION_KILLED,
  STATS_KILLED,
  /** Stopped until its partitions belong to others; then it goes on. */
  SECKILL_PAUSED,
  KAFKA_KILLED,
  POSTGRESQL_KILLED,
  /** While another program keeps the disk busy, so that Redis is behind with its file. */
  REDIS_KILLED_ON_A_BUSY_DISK,
  REDIS_WIPED,
  /** Its disk is full until shoppers have felt it. */
  REDIS_DISK_FULL,
  /** The clock of one seckill-service is 5 s ahead or behind; then it is set right by a restart. */
  CLOCKS_APART,
  /** Results do not reach one gateway: connections break, and new ones are refused. */
  REPLIES_CUT,
  /** The same, but connections stay open and swallow what is sent. */
  REPLIES_SWALLOWED,
  /** Results reach one gateway late. */
  REPLIES_DELAYED;

  /**
   * A fault of a plan.
   *
   * @param told when so many shoppers have been told something
   * @param instance of seckill-service, where it strikes one
   */
  record Planned(Fault fault, int told, int instance) {

    @Override
    public String toString() {
      return "%s at %d, instance %d".formatted(fault, told, instance);
    }
  }

  /** As in tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
