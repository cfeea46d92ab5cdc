package io.seckill.gateway.purchase;

import io.seckill.gateway.admission.Allowance;
import io.seckill.gateway.admission.Limits;
import io.seckill.gateway.door.Body;
import io.seckill.gateway.door.Ids;
import io.seckill.gateway.door.MediaTypes;
import io.seckill.gateway.door.OnEventLoop;
import io.seckill.gateway.door.Problem;
import io.seckill.gateway.door.Problems;
import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.gateway.purchase.waiting.RequestKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
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
  private static final String USER = "X-User-Id";
  private static final String TIER = "X-User-Tier";
  private static final String VIP = "vip";
  private static final String FORWARDED = "X-Forwarded-For";
  private static final String KEY = "Idempotency-Key";

  private final Purchase purchase;
  private final Limits limits;
  private final PurchaseMeters meters;

  PurchaseEndpoint(Purchase purchase, Limits limits, PurchaseMeters meters) {
    this.purchase = purchase;
    this.limits = limits;
    this.meters = meters;
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
    long began = meters.now();
    return answer(saleId, request)
        .onErrorResume(error -> Mono.just(Answer.of(Answer.Told.INVALID, Problems.of(error))))
        .flatMap(
            answer -> {
              meters.told(answer.outcome(), began);
              return write(response, answer);
            });
  }

  private Mono<Answer> answer(String saleId, ServerHttpRequest request) {
    Executor eventLoop = eventLoop(request);
    return Body.of(request)
        .flatMap(
            body -> {
              Asked asked = asked(saleId, request, body);
              return purchase.of(asked, eventLoop).map(answer -> told(answer, asked));
            });
  }

  private Answer told(Answer answer, Asked asked) {
    Allowance allowance = limits.allowance(asked.userId());
    return allowance == null ? answer : RateLimitFields.on(answer, allowance);
  }

  private Asked asked(String pathPart, ServerHttpRequest request, byte[] body) {
    HttpHeaders headers = request.getHeaders();
    requirePost(request);
    String userId = user(headers);
    MediaTypes.requireJson(headers);
    String saleId = Ids.require("saleId", decoded(pathPart));
    String key = key(headers);
    int quantity = PurchaseBody.quantity(body);
    return new Asked(
        new RequestId(saleId, key == null ? RequestKey.random() : RequestKey.of(userId, key)),
        key != null,
        userId,
        limits.client(peer(request), headers.get(FORWARDED)),
        quantity,
        vip(headers),
        Preference.of(headers.get("Prefer")));
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

  private static String decoded(String saleId) {
    if (saleId.indexOf('%') < 0) {
      return saleId;
    }
    try {
      return UriUtils.decode(saleId, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return saleId;
    }
  }

  private static void requirePost(ServerHttpRequest request) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      throw Problem.blank(
              405,
              "Method Not Allowed",
              "method: " + request.getMethod().name() + " (expected: POST)")
          .header(HttpHeaders.ALLOW, "POST")
          .refused();
    }
  }

  private static String user(HttpHeaders headers) {
    String user = single(headers, USER);
    if (user == null) {
      throw Problem.of(
              401, "unauthenticated", "Unauthenticated", USER + ": nothing (expected: a user id)")
          .header(HttpHeaders.WWW_AUTHENTICATE, USER)
          .refused();
    }
    return Ids.require(USER, user);
  }

  /** The caller's claim, as the user id is. */
  private static boolean vip(HttpHeaders headers) {
    String tier = single(headers, TIER);
    if (tier == null || tier.equals(VIP)) {
      return tier != null;
    }
    throw Problem.badRequest(TIER + ": " + Problem.shown(tier) + " (expected: vip, or nothing)")
        .refused();
  }

  private static @Nullable String key(HttpHeaders headers) {
    String key = single(headers, KEY);
    return key == null ? null : Ids.require(KEY, key);
  }

  private static @Nullable String single(HttpHeaders headers, String name) {
    List<String> values = headers.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw Problem.badRequest(name + ": " + values.size() + " headers (expected: 1)").refused();
    }
    return values.get(0);
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

  private static Mono<Void> write(ServerHttpResponse response, Answer answer) {
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
