package io.seckill.gateway.purchase;

import io.seckill.gateway.admission.limit.Allowance;
import io.seckill.gateway.admission.limit.Limits;
import io.seckill.gateway.door.Body;
import io.seckill.gateway.door.OnEventLoop;
import io.seckill.gateway.door.Problems;
import io.seckill.tracing.RequestLine;
import io.seckill.tracing.Traces;
import io.seckill.tracing.Trail;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * HTTP: {@code POST /api/sales/{saleId}/requests}. It stands before WebFlux's dispatcher, since the
 * whole crowd comes through this one door, and looking for a handler, its arguments and its codecs
 * costs more than the purchase does.
 */
@Component
@Order(0)
final class PurchaseEndpoint implements HttpHandlerDecoratorFactory {

  private static final String BEFORE_ID = "/api/sales/";
  private static final String AFTER_ID = "/requests";
  private static final String ROUTE = BEFORE_ID + "{saleId}" + AFTER_ID;
  private static final String FORWARDED = "X-Forwarded-For";

  private final Purchase purchase;
  private final Limits limits;
  private final PurchaseMeters meters;
  private final Traces traces;

  PurchaseEndpoint(Purchase purchase, Limits limits, PurchaseMeters meters, Traces traces) {
    this.purchase = purchase;
    this.limits = limits;
    this.meters = meters;
    this.traces = traces;
  }

  @Override
  public HttpHandler apply(HttpHandler others) {
    return (request, response) -> {
      String saleId = saleId(request.getURI().getRawPath());
      return saleId == null
          ? others.handle(request, response)
          : purchase(saleId, request, response);
    };
  }

  private Mono<Void> purchase(
      String saleId, ServerHttpRequest request, ServerHttpResponse response) {
    long began = meters.asked();
    Trail trail =
        traces.ask(request.getHeaders().getFirst("traceparent"), request.getMethod().name(), ROUTE);
    Mono<Void> answered = purchase(saleId, request, response, began, trail);
    // A shopper who leaves before the answer ends it too.
    return trail == null ? answered : answered.doFinally(signal -> trail.end());
  }

  private Mono<Void> purchase(
      String saleId,
      ServerHttpRequest request,
      ServerHttpResponse response,
      long began,
      @Nullable Trail trail) {
    return answer(saleId, request, trail)
        .onErrorResume(error -> Mono.just(failed(error)))
        .flatMap(
            answer -> {
              meters.told(answer.outcome(), began);
              if (trail != null) {
                note(answer, trail);
              }
              return write(response, answer);
            });
  }

  private static void note(Answer answer, Trail trail) {
    trail.note("http.response.status_code", answer.status());
    trail.note("seckill.outcome", answer.outcome().name());
  }

  private Mono<Answer> answer(String saleId, ServerHttpRequest request, @Nullable Trail trail) {
    Executor eventLoop = eventLoop(request);
    return Body.of(request)
        .flatMap(
            body -> {
              Asked asked = PurchaseReader.read(saleId, client(request), request, body, trail);
              if (trail != null) {
                trail.note("seckill.request.id", asked.id().text());
              }
              return purchase
                  .of(asked, eventLoop)
                  .map(answer -> told(answer, asked))
                  .onErrorResume(error -> Mono.just(failed(error, asked)));
            });
  }

  private static Answer failed(Throwable error, Asked asked) {
    String traceId = asked.trail() == null ? null : asked.trail().traceId();
    return RequestLine.answer(asked.id().text(), traceId, () -> failed(error));
  }

  /** Says in the log what nobody expected. */
  private static Answer failed(Throwable error) {
    return Answer.of(Answer.Told.INVALID, Problems.of(error));
  }

  private Answer told(Answer answer, Asked asked) {
    Allowance allowance = limits.allowance(asked.userId());
    return allowance == null ? answer : RateLimitFields.on(answer, allowance);
  }

  /** The sale's part of the path as it came, or null where the path is another one. */
  private static @Nullable String saleId(@Nullable String path) {
    if (path == null || !path.startsWith(BEFORE_ID) || !path.endsWith(AFTER_ID)) {
      return null;
    }
    int end = path.length() - AFTER_ID.length();
    return end >= BEFORE_ID.length() && path.indexOf('/', BEFORE_ID.length()) == end
        ? path.substring(BEFORE_ID.length(), end)
        : null;
  }

  /** The client's address, where addresses are limited. */
  private @Nullable String client(ServerHttpRequest request) {
    return limits.client(peer(request), request.getHeaders().get(FORWARDED));
  }

  private static @Nullable InetAddress peer(ServerHttpRequest request) {
    InetSocketAddress remote = request.getRemoteAddress();
    return remote == null ? null : remote.getAddress();
  }

  /** Where the connection lives: answers given there need no other thread. */
  private static Executor eventLoop(ServerHttpRequest request) {
    Executor loop = OnEventLoop.of(request);
    return loop == null ? Runnable::run : loop;
  }

  static Mono<Void> write(ServerHttpResponse response, Answer answer) {
    HttpHeaders headers = response.getHeaders();
    response.setRawStatusCode(answer.status());
    headers.set(
        HttpHeaders.CONTENT_TYPE,
        answer.problem()
            ? MediaType.APPLICATION_PROBLEM_JSON_VALUE
            : MediaType.APPLICATION_JSON_VALUE);
    headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
    if (answer.location() != null) {
      headers.set(HttpHeaders.LOCATION, answer.location());
    }
    answer.headers().forEach(headers::set);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
  }
}
