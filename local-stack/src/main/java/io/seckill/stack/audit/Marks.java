package io.seckill.stack.audit;

/** What is known of each request beside units: a few bits each, by the number of a request. */
final class Marks {

  private static final int CANCELLED = 1;
  private static final int CONTRADICTORY = 1 << 1;
  private static final int STATUS_SHIFT = 2;
  private static final int STATUS_MASK = 0b111;
  private static final int EVENT_SHIFT = 5;
  private static final int NOTIFICATION_SHIFT = 8;
  private static final int NOTIFICATION_BITS = 2;
  private static final int NOTIFICATION_MASK = 0b11;

  private static final OrderStatus[] STATUSES = OrderStatus.values();
  private static final NotificationStatus[] NOTIFICATIONS = NotificationStatus.values();

  private short[] marks = {};

  void cancelled(int request) {
    add(request, CANCELLED);
  }

  boolean isCancelled(int request) {
    return (of(request) & CANCELLED) != 0;
  }

  void contradictory(int request) {
    add(request, CONTRADICTORY);
  }

  boolean isContradictory(int request) {
    return (of(request) & CONTRADICTORY) != 0;
  }

  void status(int request, OrderStatus status) {
    add(request, status.ordinal() << STATUS_SHIFT);
  }

  OrderStatus status(int request) {
    return STATUSES[of(request) >> STATUS_SHIFT & STATUS_MASK];
  }

  void told(int request, EventKind event) {
    add(request, 1 << (EVENT_SHIFT + event.ordinal()));
  }

  boolean wasTold(int request, EventKind event) {
    return (of(request) >> (EVENT_SHIFT + event.ordinal()) & 1) != 0;
  }

  void notification(int request, EventKind event, NotificationStatus status) {
    add(request, status.ordinal() << shift(event));
  }

  NotificationStatus notification(int request, EventKind event) {
    return NOTIFICATIONS[of(request) >> shift(event) & NOTIFICATION_MASK];
  }

  private static int shift(EventKind event) {
    return NOTIFICATION_SHIFT + NOTIFICATION_BITS * event.ordinal();
  }

  private void add(int request, int bits) {
    marks = Columns.withRoomFor(marks, request + 1);
    marks[request] |= (short) bits;
  }

  private int of(int request) {
    return request < marks.length ? marks[request] : 0;
  }
}
