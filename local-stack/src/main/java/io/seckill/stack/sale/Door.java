package io.seckill.stack.sale;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way into one gateway: its connections, kept and used again, and the wishes that wait for one.
 * Each gateway has its own, so that one which hangs holds up nobody at the others. Everything
 * happens on the crowd's event loop.
 */
final class Door {

  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final int CONNECT_MILLIS_MAX = 3000;

  private final Crowd crowd;
  private final Letter letter;
  private final Bootstrap bootstrap;
  private final int connectionsMax;
  private final Deque<Wish> waiting = new ArrayDeque<>();
  private final Deque<Line> idle = new ArrayDeque<>();
  private final Set<Line> lines = new LinkedHashSet<>();

  Door(Crowd crowd, EventLoop loop, URI gateway, Letter letter, int connectionsMax) {
    this.crowd = crowd;
    this.letter = letter;
    this.connectionsMax = connectionsMax;
    int port = gateway.getPort() < 0 ? 80 : gateway.getPort();
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
            .remoteAddress(gateway.getHost(), port);
  }

  /** Sends at once where a connection is idle or may be opened; else the wish waits its turn. */
  void send(Wish wish) {
    Line line = idle.pollLast();
    if (line != null) {
      line.send(wish);
    } else if (lines.size() < connectionsMax) {
      open(wish);
    } else {
      waiting.add(wish);
    }
  }

  /** Closed loop: opens every connection, each with a wish of its own. */
  void openAll() {
    for (int i = 0; i < connectionsMax; i++) {
      openOne();
    }
  }

  /** Closed loop: opens one connection with the next wish, if there is one. */
  void openOne() {
    Wish wish = crowd.takeUnpaced();
    if (wish != null) {
      open(wish);
    }
  }

  /** A connection has its answer and takes the next wish. */
  void free(Line line) {
    Wish next = next();
    if (next == null) {
      idle.addLast(line);
    } else {
      line.send(next);
    }
  }

  /** A connection is no more. */
  void gone(Line line) {
    if (!lines.remove(line)) {
      return;
    }
    idle.remove(line);
    Wish wish = waiting.poll();
    if (wish == null) {
      crowd.reopenLater(this);
    } else {
      open(wish);
    }
  }

  /** Ends every request that was sent before this moment and has no answer yet. */
  void giveUpOn(long sentBeforeNanos) {
    new ArrayList<>(lines).forEach(line -> line.giveUpIfSentBefore(sentBeforeNanos));
  }

  private @Nullable Wish next() {
    Wish wish = waiting.poll();
    return wish == null ? crowd.takeUnpaced() : wish;
  }

  private void open(Wish wish) {
    Line line = new Line(crowd, this, letter, wish);
    lines.add(line);
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(ANSWER_BYTES_MAX))
                    .addLast(line);
              }
            })
        .connect()
        .addListener(connected -> line.opened(connected.cause()));
  }
}
