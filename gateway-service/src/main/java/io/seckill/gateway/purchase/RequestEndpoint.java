package io.seckill.gateway.purchase;

import io.seckill.gateway.door.Json;
import io.seckill.gateway.door.Problem;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.Register;
import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.gateway.purchase.waiting.State;
import io.seckill.gateway.reply.Outcome;
import io.seckill.gateway.sale.Sales;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP: what became of a request, whichever gateway took it. */
@RestController
class RequestEndpoint {

  /**
   * Time past its deadline from which a reservation is a success for everybody, once the ledger was
   * followed: the gateway that asked begins no cancellation later than 20 s after it, and each is
   * in the ledger within seconds.
   */
  private static final long SETTLED_MILLIS = 30_000;

  private final Register register;
  private final Sales sales;
  private final Clock clock;

  RequestEndpoint(Register register, Sales sales, Clock clock) {
    this.register = register;
    this.sales = sales;
    this.clock = clock;
  }

  @GetMapping(path = "/api/requests/{requestId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> read(@PathVariable String requestId) {
    RequestId id = RequestId.parse(requestId);
    if (id == null) {
      throw Problem.badRequest(
              "requestId: "
                  + Problem.shown(requestId)
                  + " (expected: <saleId>.<22 characters of base64url>)")
          .refused();
    }
    Entry entry = register.find(id);
    if (entry != null) {
      return Mono.just(ok(here(entry)));
    }
    return Mono.fromFuture(sales.reservation(requestId)).map(known -> ok(elsewhere(id, known)));
  }

  private static Json here(Entry entry) {
    RequestId id = entry.id();
    State state = entry.state();
    if (!(state instanceof State.Decided decided)) {
      return outcome(id, state == State.Open.TIMEOUT ? "TIMEOUT" : "PENDING");
    }
    if (decided.outcome() == Outcome.SUCCESS) {
      return success(id, entry.quantity());
    }
    boolean cancelled = decided.outcome() == Outcome.CANCELLED;
    Json json = outcome(id, cancelled ? "TIMEOUT" : decided.outcome().name());
    if (decided.orderId() != null) {
      json.member("orderId", decided.orderId());
    }
    if (decided.reason() != null) {
      json.member("reason", decided.reason());
    }
    return json;
  }

  private Json elsewhere(RequestId id, Sales.Reservation known) {
    if (known.cancelled()) {
      return outcome(id, "TIMEOUT");
    }
    if (!known.reserved()) {
      throw Problem.of(
              404,
              "unknown-request",
              "Unknown request",
              "No request " + id.text() + " waits, holds stock or was decided here lately.")
          .refused();
    }
    boolean settled = known.followed() && clock.millis() > known.deadlineMillis() + SETTLED_MILLIS;
    return settled ? success(id, known.quantity()) : outcome(id, "PENDING");
  }

  private static Json success(RequestId id, int quantity) {
    return outcome(id, "SUCCESS").plain("orderId", id.text()).member("quantity", quantity);
  }

  private static Json outcome(RequestId id, String outcome) {
    return Json.object()
        .plain("requestId", id.text())
        .plain("saleId", id.saleId())
        .plain("outcome", outcome);
  }

  private static ResponseEntity<byte[]> ok(Json json) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.bytes());
  }
}
