package io.seckill.stack.sale;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The load generator: one event loop sends every request and hears every answer. One thread needs
 * no locks and leaves the rest of a small machine to the system under load; where it cannot keep
 * up, the lag of its sends says so.
 */
final class Crowd implements AutoCloseable {

  private static final long SWEEP_MILLIS = 100;
  private static final long REOPEN_MILLIS = 100;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final SaleOptions options;
  private final Consumer<Told> teller;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("crowd", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final List<Door> doors = new ArrayList<>();

  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

  private volatile boolean allSent;
  private volatile boolean closed;
  private volatile long startNanos;
  private int nextShopper;

  /**
   * @param run tells this run's shoppers from those of any other, 1 to 40 characters of an id
   * @param teller hears what each shopper was told, on the event loop: must not block
   */
  Crowd(SaleOptions options, String run, Consumer<Told> teller) {
    this.options = options;
    this.teller = teller;
    int gateways = options.gateways().size();
    for (int i = 0; i < gateways; i++) {
      URI gateway = options.gateways().get(i);
      int connections = Math.max(1, share(options.connections(), gateways, i));
      Letter letter = new Letter(options, gateway, run);
      doors.add(new Door(this, loop, gateway, letter, connections));
    }
  }

  /**
   * Begins. Every shopper of the options will be told something, or that there was no answer.
   *
   * @return the start of the load, as {@link System#nanoTime()} tells it
   */
  long start() {
    startNanos = System.nanoTime();
    loop.execute(
        guarded(
            () -> {
              var unused =
                  loop.scheduleAtFixedRate(
                      guarded(this::giveUpOnTheSilent),
                      SWEEP_MILLIS,
                      SWEEP_MILLIS,
                      TimeUnit.MILLISECONDS);
              if (isPaced()) {
                startPacer(new Pace(options.rate(), startNanos));
              } else {
                doors.forEach(Door::openAll);
              }
            }));
    return startNanos;
  }

  /**
   * Says whether the generator itself still works.
   *
   * @throws IllegalStateException where it broke: the rest of the shoppers will be told nothing
   */
  void expectAlive() {
    Throwable cause = broken.get();
    if (cause != null) {
      throw new IllegalStateException("The load generator broke: " + cause, cause);
    }
  }

  /** The next wish of a closed loop, due now; none where all were sent or where a pace rules. */
  @Nullable Wish takeUnpaced() {
    if (isPaced() || nextShopper >= options.shoppers()) {
      return null;
    }
    return new Wish(nextShopper++, System.nanoTime());
  }

  /**
   * Opens a new connection in place of one that failed, after a breath: a closed loop would spin.
   */
  void reopenLater(Door door) {
    if (!isPaced() && nextShopper < options.shoppers()) {
      var unused = loop.schedule(guarded(door::openOne), REOPEN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void told(Told told) {
    teller.accept(told);
  }

  long microsSinceStart(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos - startNanos);
  }

  /**
   * Wakes the loop every millisecond. Its own timer would spin through every wait below a
   * millisecond, and so take a whole core from the system under load.
   */
  private void startPacer(Pace pace) {
    AtomicBoolean awake = new AtomicBoolean();
    Runnable send =
        guarded(
            () -> {
              awake.set(false);
              sendWhatIsDue(pace);
            });
    Runnable wake =
        () -> {
          while (!closed && !allSent) {
            if (awake.compareAndSet(false, true)) {
              loop.execute(send);
            }
            LockSupport.parkNanos(TICK_NANOS);
          }
        };
    Thread pacer = new Thread(wake, "crowd-pacer");
    pacer.setDaemon(true);
    pacer.start();
  }

  private void sendWhatIsDue(Pace pace) {
    while (nextShopper < options.shoppers()) {
      long due = pace.dueNanos(nextShopper);
      if (due - System.nanoTime() > 0) {
        return;
      }
      doors.get(nextShopper % doors.size()).send(new Wish(nextShopper, due));
      nextShopper++;
    }
    allSent = true;
  }

  private void giveUpOnTheSilent() {
    long sentBefore = System.nanoTime() - options.answerWithin().toNanos();
    doors.forEach(door -> door.giveUpOn(sentBefore));
  }

  /** The loop keeps what a task throws to itself, and the run would wait for ever. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        broken.compareAndSet(null, e);
        throw e;
      }
    };
  }

  private boolean isPaced() {
    return options.rate() > 0;
  }

  private static int share(int whole, int parts, int part) {
    return whole / parts + (part < whole % parts ? 1 : 0);
  }

  /** Drops every connection; who has not been told by then never will be. */
  @Override
  public void close() {
    closed = true;
    var unused =
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
