package io.seckill.gateway.admission;

import io.seckill.gateway.admission.bucket.TokenSource;
import io.seckill.gateway.door.Body;
import io.seckill.gateway.door.Problem;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * HTTP: the token bucket of this gateway is read and changed while it runs.
 *
 * <p>It stands beside the actuator's endpoints, on the same port, which shoppers reach too. So only
 * somebody on this very machine may call it: over the loopback interface, and not through a proxy.
 */
@RestController
@RequestMapping(path = "/actuator/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
final class TokensEndpoint {

  private final TokenSwitch tokens;

  TokensEndpoint(TokenSwitch tokens) {
    this.tokens = tokens;
  }

  /**
   * How the bucket stands.
   *
   * @param rate as set: a number or {@code auto}
   * @param perSecond tokens a second just now
   * @param available tokens that can be taken at this gateway now; null: no limit
   */
  record View(
      String source, String rate, long capacity, long perSecond, @Nullable Long available) {}

  @GetMapping
  View read(ServerHttpRequest request) {
    requireOperator(request);
    return view();
  }

  /** Changes what the body names and leaves the rest; answers when that is in use. */
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<View> change(ServerHttpRequest request) {
    requireOperator(request);
    return Body.of(request)
        .map(body -> TokensBody.read(body, tokens.plan()))
        // Leaving one bucket for another waits for Redis or Kafka.
        .publishOn(Schedulers.boundedElastic())
        .map(
            plan -> {
              tokens.change(plan);
              return view();
            });
  }

  private View view() {
    TokenPlan plan = tokens.plan();
    long available = tokens.available();
    return new View(
        TokensBody.name(plan.source()),
        plan.rate().toString(),
        plan.capacity(),
        tokens.ofAll(),
        available == TokenSource.UNLIMITED ? null : available);
  }

  private static void requireOperator(ServerHttpRequest request) {
    InetSocketAddress peer = request.getRemoteAddress();
    boolean here =
        peer != null && peer.getAddress() != null && peer.getAddress().isLoopbackAddress();
    if (!here
        || request.getHeaders().containsHeader("X-Forwarded-For")
        || request.getHeaders().containsHeader("Forwarded")) {
      throw Problem.of(
              403,
              "operators-only",
              "Operators only",
              "Only somebody on the gateway's own machine may call this, not through a proxy.")
          .refused();
    }
  }
}
