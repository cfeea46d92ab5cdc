package io.seckill.stack.sale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** How a wish reads on the wire, for one gateway. */
final class Letter {

  private final String path;
  private final String host;
  private final String run;
  private final boolean async;
  private final ByteBuf body;

  Letter(SaleOptions options, URI gateway, String run) {
    this.path = "/api/sales/" + options.saleId() + "/requests";
    this.host = gateway.getRawAuthority();
    this.run = run;
    this.async = options.async();
    byte[] json =
        "{\"quantity\":%d}".formatted(options.quantity()).getBytes(StandardCharsets.UTF_8);
    this.body = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(json).asReadOnly());
  }

  /** The gateway, {@code host:port}. */
  String host() {
    return host;
  }

  /** The shopper's name: no other run has it, so an order under it can only come from this wish. */
  String userOf(Wish wish) {
    return run + "-" + wish.shopper();
  }

  FullHttpRequest of(Wish wish) {
    HttpHeaders headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    headers.set(HttpHeaderNames.HOST, host);
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    String user = userOf(wish);
    headers.set("X-User-Id", user);
    headers.set("Idempotency-Key", user);
    if (async) {
      headers.set("Prefer", "respond-async");
    }
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        path,
        body.duplicate(),
        headers,
        DefaultHttpHeadersFactory.trailersFactory().newHeaders());
  }
}
