package io.seckill.order.payment;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong with a payment, in the words of RFC 9457. */
@RestControllerAdvice(assignableTypes = PaymentController.class)
class PaymentProblems {

  private static final Logger log = LoggerFactory.getLogger(PaymentProblems.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  @ExceptionHandler
  ProblemDetail refused(Refusal e) {
    Refusal.Kind kind = e.kind();
    return problem(kind.status, kind.type, kind.title, String.valueOf(e.getMessage()));
  }

  /** Whether it was paid is not known; with the same key it is safe to ask again. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> unavailable(RuntimeException e) {
    log.warn("An order cannot be paid: {}", e.toString());
    return later("the order cannot be paid just now");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notYetKnown(NotYetKnown e) {
    return later(String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> later(String why) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "Unavailable",
                why
                    + "; try again with the same Idempotency-Key in "
                    + RETRY_AFTER_SECONDS
                    + " seconds"));
  }

  private static ProblemDetail problem(
      HttpStatus status, String name, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("/problems/" + name));
    problem.setTitle(title);
    return problem;
  }
}
