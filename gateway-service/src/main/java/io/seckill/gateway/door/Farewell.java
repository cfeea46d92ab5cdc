package io.seckill.gateway.door;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The first thing that happens when this gateway is asked to stop: for a moment it answers on, and
 * says {@code Connection: close} with every answer, so that nobody sends a next request to a
 * connection that is about to close. Left to itself the web server would close kept connections
 * without a word. Whoever sends requests here and watches the readiness can turn away meanwhile.
 *
 * <p>The first in order is the outermost, around {@code PurchaseEndpoint} too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Farewell implements HttpHandlerDecoratorFactory, SmartLifecycle {

  /** Stops before the web server begins to drain. */
  private static final int PHASE = Integer.MAX_VALUE - 512;

  private final FarewellSettings settings;
  private volatile boolean running;

  Farewell(FarewellSettings settings) {
    this.settings = settings;
  }

  @Override
  public HttpHandler apply(HttpHandler inner) {
    return (request, response) -> inner.handle(request, new Response(response));
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.farewellMillis());
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** Decides when the answer is written: who waited through the stop is to hear of it, too. */
  private final class Response extends ServerHttpResponseDecorator {

    private Response(ServerHttpResponse response) {
      super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      sayFarewell();
      return super.writeWith(body);
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
      sayFarewell();
      return super.writeAndFlushWith(body);
    }

    @Override
    public Mono<Void> setComplete() {
      sayFarewell();
      return super.setComplete();
    }

    private void sayFarewell() {
      if (!running && !isCommitted()) {
        getHeaders().set(HttpHeaders.CONNECTION, "close");
      }
    }
  }
}
