package io.seckill.gateway.door;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Turns whatever went wrong in any HTTP call into a problem document, never a stack trace. */
@Component
@Order(-2)
public final class Problems implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    if (error instanceof ErrorResponse declared) {
      response.getHeaders().putAll(declared.getHeaders());
    }
    return write(response, of(error));
  }

  /** What to answer to an error. */
  public static Problem of(Throwable error) {
    if (error instanceof CompletionException && error.getCause() != null) {
      return of(error.getCause());
    }
    if (error instanceof Problem.Refused refused) {
      return refused.problem();
    }
    if (error instanceof DataBufferLimitException) {
      return tooLarge();
    }
    if (error instanceof ErrorResponse declared) {
      return of(declared);
    }
    if (error instanceof IOException) {
      // The connection broke while the body was on its way: nobody is left to read this.
      return Problem.badRequest("body: ended early (expected: a whole one)");
    }
    log.error("Unexpected error in an HTTP call", error);
    return Problem.blank(500, "Internal Server Error", "Unexpected error; the log tells more.");
  }

  /** 413. */
  public static Problem tooLarge() {
    return Problem.of(
        413, "too-large", "Too large", "body: too large (expected: at most 8192 bytes)");
  }

  /** Sends a problem as the response. */
  public static Mono<Void> write(ServerHttpResponse response, Problem problem) {
    byte[] body = problem.json();
    HttpHeaders headers = response.getHeaders();
    response.setRawStatusCode(problem.status());
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    problem.headers().forEach(headers::set);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private static Problem of(ErrorResponse declared) {
    HttpStatusCode status = declared.getStatusCode();
    String detail = declared.getBody().getDetail();
    if (status.value() == 400) {
      return Problem.badRequest(detail == null ? "The request cannot be read." : detail);
    }
    if (status.value() == 413) {
      return tooLarge();
    }
    HttpStatus known = HttpStatus.resolve(status.value());
    String title = known == null ? "Error" : known.getReasonPhrase();
    return Problem.blank(status.value(), title, detail == null ? title : detail);
  }
}
