package io.seckill.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One HTTP connection: one request at a time, none sent twice. */
final class Line extends ChannelInboundHandlerAdapter {

  private final Run run;

  private @Nullable Channel channel;
  private long dueNanos;
  private boolean asking;
  private boolean ended;
  private boolean kept;
  private Heard heard = Heard.BROKEN;

  /**
   * @param firstDueNanos when the request was due that it is opened for
   */
  Line(Run run, long firstDueNanos) {
    this.run = run;
    this.dueNanos = firstDueNanos;
    this.asking = true;
  }

  void opened(Channel open, boolean well) {
    channel = open;
    if (!well) {
      end(Heard.BROKEN);
    } else if (ended) {
      close(open);
    } else {
      send(dueNanos);
    }
  }

  void send(long due) {
    Channel open = channel;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    dueNanos = due;
    asking = true;
    var unused = open.writeAndFlush(run.nextLetter(due, open.alloc()), open.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      heard =
          Heard.of(response.status().code(), response.headers().contains(HttpHeaderNames.LOCATION));
      kept = HttpUtil.isKeepAlive(response);
    }
    boolean last = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (last && asking) {
      asking = false;
      run.heard(heard, dueNanos);
      if (kept) {
        run.free(this);
      } else {
        end(Heard.BROKEN);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(Heard.BROKEN);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(Heard.BROKEN);
  }

  void leaveIfDueBefore(long nanos) {
    if (asking && dueNanos - nanos < 0) {
      end(Heard.LEFT);
    }
  }

  private void end(Heard how) {
    if (ended) {
      return;
    }
    ended = true;
    if (asking) {
      asking = false;
      run.heard(how, dueNanos);
    }
    if (channel != null) {
      close(channel);
    }
    run.gone(this);
  }

  /** Nobody waits for it. */
  private static void close(Channel channel) {
    var unused = channel.close();
  }
}
