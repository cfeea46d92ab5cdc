package io.seckill.stack.sale;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection: one wish at a time, never sent twice. Whatever ends a wish, its shopper is
 * told exactly once.
 */
final class Line extends SimpleChannelInboundHandler<FullHttpResponse> {

  private final Crowd crowd;
  private final Door door;
  private final Letter letter;

  private @Nullable Channel channel;
  private @Nullable Wish wish;
  private long sentNanos;

  /**
   * @param first what the connection is opened for
   */
  Line(Crowd crowd, Door door, Letter letter, Wish first) {
    this.crowd = crowd;
    this.door = door;
    this.letter = letter;
    this.wish = first;
    this.sentNanos = System.nanoTime();
  }

  @Override
  public void channelRegistered(ChannelHandlerContext context) {
    channel = context.channel();
  }

  void opened(@Nullable Throwable failure) {
    Wish first = wish;
    if (failure != null) {
      end("no connection: " + failure.getMessage());
    } else if (first != null) {
      send(first);
    }
  }

  void send(Wish next) {
    wish = next;
    sentNanos = System.nanoTime();
    Channel open = channel;
    if (open == null) {
      end("no connection");
      return;
    }
    var unused =
        open.writeAndFlush(letter.of(next))
            .addListener(
                written -> {
                  Throwable failure = written.cause();
                  if (failure != null) {
                    end("not sent: " + failure);
                  }
                });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    Wish answered = wish;
    if (answered == null) {
      close(context.channel());
      return;
    }
    wish = null;
    tell(answered, Heard.of(response));
    if (HttpUtil.isKeepAlive(response)) {
      door.free(this);
    } else {
      close(context.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end("connection closed before the answer");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end("connection broke: " + cause.getMessage());
  }

  void giveUpIfSentBefore(long nanos) {
    if (wish != null && sentNanos - nanos < 0) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNanos);
      end("no answer within %d ms".formatted(millis));
    }
  }

  private void end(String why) {
    Wish unanswered = wish;
    wish = null;
    if (unanswered != null) {
      tell(unanswered, Heard.nothing(why));
    }
    if (channel != null) {
      close(channel);
    }
    door.gone(this);
  }

  /** Nobody waits for it: {@link #channelInactive} comes when it is done. */
  private static void close(Channel channel) {
    var unused = channel.close();
  }

  private void tell(Wish wish, Heard heard) {
    crowd.told(
        new Told(
            wish.shopper(),
            letter.userOf(wish),
            letter.host(),
            heard.answer(),
            heard.status(),
            heard.requestId(),
            heard.orderId(),
            crowd.microsSinceStart(wish.intendedNanos()),
            crowd.microsSinceStart(sentNanos),
            crowd.microsSinceStart(System.nanoTime()),
            heard.detail()));
  }
}
