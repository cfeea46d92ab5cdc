package io.seckill.benchmarks.load;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The load generator. What the crowd of {@code ./seckill sale} keeps of each answer costs more than
 * a refusal costs the gateway, so at ten times the peak it would be the bottleneck; this one sends
 * prepared bytes, looks at the status and counts. One event loop leaves the rest of a small machine
 * to the system under load.
 */
public final class Generator {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Load load;

  private Generator(Load load) {
    this.load = load;
  }

  /**
   * Sends a load and returns when everybody was told something or has left.
   *
   * @throws InterruptedException where the caller is interrupted; the load stops
   */
  public static Measured send(Load load) throws InterruptedException {
    Generator generator = new Generator(load);
    try {
      return generator.send();
    } finally {
      var unused =
          generator.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
    }
  }

  private Measured send() throws InterruptedException {
    String name = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 31), 36);
    long cpuBefore = onLoop(Generator::cpuNanos);
    long begin = System.nanoTime();
    Run run = onLoop(() -> new Run(load, loop, name));
    if (!load.isOpen()) {
      onLoop(
          () -> {
            run.openAll();
            return true;
          });
    }
    drive(run, begin);
    double loopShare =
        (onLoop(Generator::cpuNanos) - cpuBefore) / (double) (System.nanoTime() - begin);
    return onLoop(() -> run.tally().measured(load, load.duration(), loopShare));
  }

  /**
   * Wakes the loop every millisecond. Its own timer would spin through every wait below a
   * millisecond, and so take a whole core from the system under load.
   */
  private void drive(Run run, long begin) throws InterruptedException {
    AtomicBoolean awake = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    long nextSweep = begin + SWEEP_NANOS;
    while (!over.get()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      boolean sweep = System.nanoTime() - nextSweep >= 0;
      if (sweep) {
        nextSweep += SWEEP_NANOS;
      }
      if (sweep || (load.isOpen() && awake.compareAndSet(false, true))) {
        loop.execute(
            () -> {
              awake.set(false);
              try {
                if (load.isOpen()) {
                  run.sendWhatIsDue();
                }
                if (sweep) {
                  run.letTheImpatientLeave();
                  over.set(run.isOver());
                }
              } catch (RuntimeException | Error e) {
                // The loop would keep it to itself, and this thread would wait for ever.
                broken.set(e);
              }
            });
      }
      Throwable cause = broken.get();
      if (cause != null) {
        throw new IllegalStateException("The load generator broke: " + cause, cause);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private <T> T onLoop(Callable<T> task) throws InterruptedException {
    try {
      return loop.submit(task).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The load generator broke: " + e.getCause(), e);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** For messages: at which rate, or with how many at once. */
  public static String describe(Load load) {
    Duration duration = load.duration();
    return load.isOpen()
        ? "%,d a second for %d s".formatted(load.ratePerSecond(), duration.toSeconds())
        : "%,d at once for %d s".formatted(load.connections(), duration.toSeconds());
  }
}
