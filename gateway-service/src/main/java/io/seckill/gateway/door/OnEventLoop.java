package io.seckill.gateway.door;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Has every response written by the event loop of its connection. Written by another thread, it can
 * reach a quick client before the loop knows that the exchange has ended; Reactor Netty 1.3.7 then
 * queues the client's next request, and may never read the one after that (its issue 4361).
 */
@Component
@Order(OnEventLoop.OUTERMOST)
public final class OnEventLoop implements HttpHandlerDecoratorFactory {

  /** Decorators of a higher order are inside of it, the door of purchases too. */
  static final int OUTERMOST = -1_000;

  @Override
  public HttpHandler apply(HttpHandler inner) {
    return (request, response) -> {
      EventLoop loop = of(request);
      return inner.handle(request, loop == null ? response : new Response(response, loop));
    };
  }

  /** The event loop of a request's connection; null where it has none, as in a test. */
  public static @Nullable EventLoop of(ServerHttpRequest request) {
    Object server = ServerHttpRequestDecorator.getNativeRequest(request);
    return server instanceof Connection connection ? connection.channel().eventLoop() : null;
  }

  private static final class Response extends ServerHttpResponseDecorator {

    private final EventLoop loop;

    private Response(ServerHttpResponse response, EventLoop loop) {
      super(response);
      this.loop = loop;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return onLoop(() -> super.writeWith(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
      return onLoop(() -> super.writeAndFlushWith(body));
    }

    @Override
    public Mono<Void> setComplete() {
      return onLoop(super::setComplete);
    }

    private Mono<Void> onLoop(Supplier<Mono<Void>> write) {
      return loop.inEventLoop()
          ? write.get()
          : Mono.defer(write).subscribeOn(Schedulers.fromExecutor(loop));
    }
  }
}
