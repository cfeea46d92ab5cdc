package io.seckill.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One load as it is sent. Everything happens on one event loop: no locks. */
final class Run {

  private static final int CONNECT_MILLIS_MAX = 3000;
  private static final long REOPEN_MILLIS = 100;

  private final Load load;
  private final EventLoop loop;
  private final Letter letter;
  private final Tally tally;
  private final Bootstrap bootstrap;
  private final long startNanos;
  private final long endNanos;
  private final Deque<Line> idle = new ArrayDeque<>();
  private final Deque<Long> waiting = new ArrayDeque<>();
  private final Set<Line> lines = new LinkedHashSet<>();

  private long due;
  private long sent;
  private long told;

  Run(Load load, EventLoop loop, String name) {
    this.load = load;
    this.loop = loop;
    this.letter = new Letter(load, name);
    this.startNanos = System.nanoTime();
    this.endNanos = startNanos + load.duration().toNanos();
    this.tally = new Tally(endNanos);
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
            .remoteAddress(load.address().getHost(), load.address().getPort());
  }

  Tally tally() {
    return tally;
  }

  /** Closed loop: every connection begins. */
  void openAll() {
    for (int i = 0; i < load.connections(); i++) {
      ask(System.nanoTime());
    }
  }

  /** Open loop: sends what is due by now. */
  void sendWhatIsDue() {
    long now = System.nanoTime();
    while (due < load.requests() && startNanos + load.dueNanos(due) - now <= 0) {
      ask(startNanos + load.dueNanos(due));
    }
  }

  /** Whether the sending is over and everybody was told something. */
  boolean isOver() {
    boolean allDue = load.isOpen() ? due >= load.requests() : System.nanoTime() - endNanos >= 0;
    return allDue && told == due;
  }

  /** Shoppers who have waited long enough leave, also those for whom no connection was free yet. */
  void letTheImpatientLeave() {
    long dueBefore = System.nanoTime() - load.patience().toNanos();
    while (!waiting.isEmpty() && waiting.getFirst() - dueBefore < 0) {
      heard(Heard.LEFT, waiting.removeFirst());
    }
    new ArrayList<>(lines).forEach(line -> line.leaveIfDueBefore(dueBefore));
  }

  ByteBuf nextLetter(long dueNanos, ByteBufAllocator allocator) {
    tally.sent(dueNanos, System.nanoTime());
    return letter.of(sent++, allocator);
  }

  void heard(Heard heard, long dueNanos) {
    told++;
    tally.heard(heard, dueNanos, System.nanoTime());
  }

  /** A connection has its answer. */
  void free(Line line) {
    Long next = next();
    if (next == null) {
      idle.addLast(line);
    } else {
      line.send(next);
    }
  }

  /**
   * A connection is no more; a closed loop takes a breath before it opens the next, or it spins.
   */
  void gone(Line line) {
    lines.remove(line);
    idle.remove(line);
    if (load.isOpen()) {
      Long next = waiting.pollFirst();
      if (next != null) {
        open(next);
      }
    } else if (System.nanoTime() - endNanos < 0) {
      var unused = loop.schedule(this::askAgain, REOPEN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void askAgain() {
    if (System.nanoTime() - endNanos < 0) {
      ask(System.nanoTime());
    }
  }

  private @Nullable Long next() {
    if (load.isOpen()) {
      return waiting.pollFirst();
    }
    long now = System.nanoTime();
    if (now - endNanos >= 0) {
      return null;
    }
    due++;
    return now;
  }

  private void ask(long dueNanos) {
    due++;
    Line line = idle.pollLast();
    if (line != null) {
      line.send(dueNanos);
    } else if (lines.size() < load.connections()) {
      open(dueNanos);
    } else {
      waiting.addLast(dueNanos);
    }
  }

  private void open(long dueNanos) {
    Line line = new Line(this, dueNanos);
    lines.add(line);
    ChannelFuture connecting =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpResponseDecoder(), line);
                  }
                })
            .connect();
    connecting.addListener(
        connected -> line.opened(connecting.channel(), connected.cause() == null));
  }
}
