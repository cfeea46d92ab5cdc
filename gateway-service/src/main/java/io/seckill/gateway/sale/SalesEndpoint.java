package io.seckill.gateway.sale;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.seckill.contracts.v1.CreateSaleRequest;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.ListSalesRequest;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.gateway.door.Body;
import io.seckill.gateway.door.Ids;
import io.seckill.gateway.door.Problem;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP: sales are created, read and listed. */
@RestController
@RequestMapping(path = "/api/sales", produces = MediaType.APPLICATION_JSON_VALUE)
class SalesEndpoint {

  private static final int SIZE_MAX = 500;
  private static final int PAGE_MAX = 1_000_000;

  private final SalesCalls channels;
  private final Sales sales;
  private final Clock clock;

  SalesEndpoint(SalesCalls channels, Sales sales, Clock clock) {
    this.channels = channels;
    this.sales = sales;
    this.clock = clock;
  }

  /** One page of sales, newest first. */
  record SalesPage(List<Sale> items, int page, int size, int total) {}

  @PutMapping(path = "/{saleId}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Sale>> create(@PathVariable String saleId, ServerHttpRequest request) {
    return Body.of(request)
        .map(body -> SaleBody.read(Ids.require("saleId", saleId), body))
        .flatMap(
            sale ->
                call(
                    SalesGrpc.getCreateSaleMethod(),
                    CreateSaleRequest.newBuilder().setSale(sale).build()))
        .onErrorMap(error -> told(saleId, error))
        .map(
            answer -> {
              sales.exists(saleId);
              return ResponseEntity.status(answer.getCreated() ? 201 : 200)
                  .body(Sale.of(answer.getState(), clock.instant()));
            });
  }

  @GetMapping("/{saleId}")
  Mono<Sale> read(@PathVariable String saleId) {
    Ids.require("saleId", saleId);
    GetSaleRequest request = GetSaleRequest.newBuilder().setSaleId(saleId).build();
    return call(SalesGrpc.getGetSaleMethod(), request)
        .onErrorMap(error -> told(saleId, error))
        .map(state -> Sale.of(state, clock.instant()));
  }

  @GetMapping
  Mono<SalesPage> list(
      @RequestParam(defaultValue = "0") String page,
      @RequestParam(defaultValue = "20") String size) {
    int from = bounded("page", page, 0, PAGE_MAX);
    int many = bounded("size", size, 1, SIZE_MAX);
    ListSalesRequest request = ListSalesRequest.newBuilder().setPage(from).setSize(many).build();
    return call(SalesGrpc.getListSalesMethod(), request)
        .onErrorMap(error -> told("", error))
        .map(
            answer ->
                new SalesPage(
                    answer.getItemsList().stream()
                        .map(state -> Sale.of(state, clock.instant()))
                        .toList(),
                    from,
                    many,
                    answer.getTotal()));
  }

  /** A call on behalf of the request whose observation WebFlux keeps in Reactor's context. */
  private <Q, R> Mono<R> call(MethodDescriptor<Q, R> method, Q request) {
    return Mono.deferContextual(
        context -> {
          Object key = ObservationThreadLocalAccessor.KEY;
          Observation asked = context.hasKey(key) ? context.get(key) : Observation.NOOP;
          return asked.scoped(() -> Mono.fromFuture(channels.call(method, request)));
        });
  }

  private static int bounded(String name, String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw Problem.badRequest(
            name + ": " + Problem.shown(text) + " (expected: " + min + " to " + max + ")")
        .refused();
  }

  private static Throwable told(String saleId, Throwable error) {
    @Nullable Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause == null || cause instanceof Problem.Refused || !hasStatus(cause)) {
      return error;
    }
    return switch (Status.fromThrowable(cause).getCode()) {
      case NOT_FOUND -> Problem.unknownSale(saleId).refused();
      case ALREADY_EXISTS ->
          Problem.of(
                  409,
                  "sale-exists",
                  "Sale exists",
                  "Another sale has the id " + saleId + "; a sale that exists is not changed.")
              .refused();
      default -> Sales.refused(cause);
    };
  }

  private static boolean hasStatus(Throwable error) {
    return error instanceof io.grpc.StatusException
        || error instanceof io.grpc.StatusRuntimeException;
  }
}
