package io.seckill.gateway.purchase;

import io.seckill.gateway.door.Problem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper is told.
 *
 * @param outcome in one word, as counted
 * @param status of HTTP
 * @param problem whether the body is a problem document
 * @param body JSON
 * @param location where to ask for the result, where that is worth while
 * @param headers further ones
 */
@SuppressWarnings("ArrayRecordComponent") // answers are written, never compared
record Answer(
    Told outcome,
    int status,
    boolean problem,
    byte[] body,
    @Nullable String location,
    Map<String, String> headers) {

  /** What shoppers can be told; the values of tag {@code outcome} of the requests' counter. */
  enum Told {
    SUCCESS,
    SOLD_OUT,
    LIMIT_EXCEEDED,
    RISK_REJECTED,
    NOT_STARTED,
    ENDED,
    UNKNOWN_SALE,
    KEY_REUSED,
    TIMEOUT,
    OUTCOME_UNKNOWN,
    ACCEPTED,
    KNOWN_SOLD_OUT,
    RATE_LIMITED,
    BACKLOGGED,
    UNAVAILABLE,
    INVALID
  }

  static Answer of(Told told, Problem problem) {
    return new Answer(told, problem.status(), true, problem.json(), null, problem.headers());
  }

  static Answer ok(Told told, int status, byte[] body) {
    return new Answer(told, status, false, body, null, Map.of());
  }

  Answer at(String path) {
    return new Answer(outcome, status, problem, body, path, headers);
  }

  Answer applied(@Nullable String preference) {
    if (preference == null) {
      return this;
    }
    return header("Preference-Applied", preference);
  }

  Answer header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(outcome, status, problem, body, location, more);
  }
}
