package io.seckill.dashboard;

import java.net.URI;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The way of one request: what this service knows, and what all together do. */
@RestController
class JourneyController {

  private static final Logger log = LoggerFactory.getLogger(JourneyController.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

  private final Journeys journeys;

  JourneyController(Journeys journeys) {
    this.journeys = journeys;
  }

  /** What this service knows; asked by the others. 503 while it cannot read it. */
  @GetMapping(path = "/dashboard/steps/{requestId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Object>> here(@PathVariable String requestId) {
    return valid(requestId)
        ? journeys
            .here(requestId)
            .map(JourneyController::found)
            .onErrorResume(
                trouble -> {
                  log.warn("The steps of a request cannot be read: {}", trouble.toString());
                  return Mono.just(unreadable());
                })
        : Mono.just(badRequest(requestId));
  }

  /** The whole way; asked by the page. */
  @GetMapping(path = "/dashboard/journey/{requestId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Object>> journey(@PathVariable String requestId) {
    return valid(requestId)
        ? journeys.of(requestId).map(JourneyController::found)
        : Mono.just(badRequest(requestId));
  }

  private static boolean valid(String requestId) {
    return ID.matcher(requestId).matches();
  }

  private static ResponseEntity<Object> found(Object body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  private static ResponseEntity<Object> badRequest(String requestId) {
    String shown = requestId.length() <= 140 ? requestId : requestId.substring(0, 140) + "…";
    return problem(
        HttpStatus.BAD_REQUEST,
        "bad-request",
        "requestId: '" + shown + "' (expected: 1 to 128 of A-Z a-z 0-9 . _ ~ -)");
  }

  private static ResponseEntity<Object> unreadable() {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The steps cannot be read at the moment.");
  }

  private static ResponseEntity<Object> problem(HttpStatus status, String name, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("/problems/" + name));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
