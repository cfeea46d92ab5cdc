package io.seckill.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told otherwise. */
final class ManualClock extends Clock {

  private Instant now = Instant.parse("2026-11-11T00:00:00Z");

  void advanceMillis(long millis) {
    now = now.plusMillis(millis);
  }

  long nanoTime() {
    return now.toEpochMilli() * 1_000_000;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
