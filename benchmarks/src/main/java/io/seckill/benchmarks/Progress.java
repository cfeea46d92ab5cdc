package io.seckill.benchmarks;

import io.seckill.stack.StackListener;
import io.seckill.stack.process.Managed;
import java.time.Duration;

/** A line for each thing that happens, with the time since the beginning. */
final class Progress implements StackListener {

  private final long begin;

  Progress(long begin) {
    this.begin = begin;
  }

  void say(String line) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("%3d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), line);
  }

  @Override
  public void starting(Managed member) {
    say("  starting " + member.name());
  }

  @Override
  public void ready(Managed member, Duration took) {}

  @Override
  public void stopped(Managed member, Duration took, boolean politely) {
    if (!politely) {
      say("  %s did not stop by itself: killed".formatted(member.name()));
    }
  }
}
