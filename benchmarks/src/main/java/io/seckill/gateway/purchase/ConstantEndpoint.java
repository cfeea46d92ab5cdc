package io.seckill.gateway.purchase;

import io.seckill.gateway.door.Body;
import java.nio.charset.StandardCharsets;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/sales/{saleId}/constant}: reads and checks the request exactly as {@link
 * PurchaseEndpoint} does and answers what does not depend on it. The gateway finds it where the
 * benchmarks put their jar behind the gateway's own; no gateway ships it.
 */
@Component
@Order(1)
final class ConstantEndpoint implements HttpHandlerDecoratorFactory {

  private static final String BEFORE_ID = "/api/sales/";
  private static final String AFTER_ID = "/constant";

  /** As long as the answer to a success. */
  private static final Answer ANSWER =
      Answer.ok(
          Answer.Told.SUCCESS,
          200,
          ("{\"requestId\":\"benchmark.0123456789012345678901\",\"saleId\":\"benchmark\","
                  + "\"outcome\":\"SUCCESS\",\"orderId\":\"benchmark.0123456789012345678901\","
                  + "\"quantity\":1}")
              .getBytes(StandardCharsets.US_ASCII));

  @Override
  public HttpHandler apply(HttpHandler others) {
    return (request, response) -> {
      String path = request.getURI().getRawPath();
      return path.endsWith(AFTER_ID) && path.startsWith(BEFORE_ID)
          ? constant(path, request, response)
          : others.handle(request, response);
    };
  }

  private static Mono<Void> constant(
      String path, ServerHttpRequest request, ServerHttpResponse response) {
    String saleId = path.substring(BEFORE_ID.length(), path.length() - AFTER_ID.length());
    return Body.of(request)
        .map(body -> PurchaseReader.read(saleId, null, request, body, null))
        .flatMap(asked -> PurchaseEndpoint.write(response, ANSWER));
  }
}
