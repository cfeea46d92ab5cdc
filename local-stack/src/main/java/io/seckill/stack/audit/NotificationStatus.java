package io.seckill.stack.audit;

/** What became of the notification of an event. */
enum NotificationStatus {
  /** There is none. */
  NONE,
  PENDING,
  SENT,
  /** Set aside. */
  DEAD
}
