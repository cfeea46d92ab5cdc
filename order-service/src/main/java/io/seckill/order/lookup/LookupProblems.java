package io.seckill.order.lookup;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong with a lookup, in the words of RFC 9457. */
@RestControllerAdvice(assignableTypes = OrdersController.class)
class LookupProblems {

  private static final Logger log = LoggerFactory.getLogger(LookupProblems.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  @ExceptionHandler
  ProblemDetail badRequest(BadRequest e) {
    return problem(HttpStatus.BAD_REQUEST, "bad-request", "Bad request", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail unknownOrder(UnknownOrder e) {
    return problem(HttpStatus.NOT_FOUND, "unknown-order", "Unknown order", e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unavailable(DataAccessException e) {
    log.warn("Orders cannot be read: {}", e.toString());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "Unavailable",
                "the orders cannot be read at the moment; try again in "
                    + RETRY_AFTER_SECONDS
                    + " seconds"));
  }

  private static ProblemDetail problem(
      HttpStatus status, String name, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("/problems/" + name));
    problem.setTitle(title);
    return problem;
  }
}
