package io.seckill.benchmarks.provider;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes every message and says so {@value #LATENCY_MILLIS} ms later, however many there are at
 * once. {@code GET /count} tells how many it took: {@code {"messages":12}}.
 */
public final class SmsProvider {

  public static final int LATENCY_MILLIS = 50;

  private static final int MESSAGE_BYTES_MAX = 64 * 1024;
  private static final int CONNECTIONS_WAITING_MAX = 1024;

  private SmsProvider() {}

  /** The only argument is the port. */
  public static void main(String[] arguments) throws InterruptedException {
    AtomicLong messages = new AtomicLong();
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, CONNECTIONS_WAITING_MAX)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MESSAGE_BYTES_MAX),
                        new Desk(messages));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  private static final class Desk extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final AtomicLong messages;

    private Desk(AtomicLong messages) {
      this.messages = messages;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (request.uri().equals("/sms")) {
        var unused =
            context
                .executor()
                .schedule(
                    () -> {
                      messages.incrementAndGet();
                      answer(context, "{}");
                    },
                    LATENCY_MILLIS,
                    TimeUnit.MILLISECONDS);
      } else {
        answer(context, "{\"messages\":%d}".formatted(messages.get()));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var unused = context.close();
    }

    private static void answer(ChannelHandlerContext context, String json) {
      ByteBuf body = Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
      var unused = context.writeAndFlush(response, context.voidPromise());
    }
  }
}
