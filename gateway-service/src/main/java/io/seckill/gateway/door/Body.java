package io.seckill.gateway.door;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Request bodies: read whole, at most 8 KB. */
public final class Body {

  private static final int BYTES_MAX = 8192;
  private static final byte[] EMPTY = {};

  private Body() {}

  /** The body; empty where there is none. Errors: 413 `too-large`. */
  public static Mono<byte[]> of(ServerHttpRequest request) {
    if (request.getHeaders().getContentLength() > BYTES_MAX) {
      return Mono.error(Problems.tooLarge().refused());
    }
    return DataBufferUtils.join(request.getBody(), BYTES_MAX)
        .map(Body::bytes)
        .defaultIfEmpty(EMPTY);
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
