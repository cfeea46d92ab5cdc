package io.seckill.gateway.sale;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.grpc.Status;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.CloseResponse;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.gateway.door.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What this gateway knows of sales and reservations, asked from seckill-service where it must. */
@Component
public final class Sales {

  private static final Duration KNOWN_FOR = Duration.ofDays(1);
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

  /** One question in so long, while nobody answers, is enough to notice that somebody does. */
  private static final Logger log = LoggerFactory.getLogger(Sales.class);

  private static final Duration UNAVAILABLE_FOR = Duration.ofMillis(200);

  /** Questions under way at once; a crowd that asks for invented sales gets no further. */
  private static final int ASKING_MAX = 256;

  private final AtomicInteger asking = new AtomicInteger();
  private final SalesCalls channels;
  private final AsyncCache<String, Known> known;

  Sales(SalesCalls channels, SalesSettings settings) {
    this.channels = channels;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(settings.knownMax())
            .executor(Runnable::run)
            .expireAfter(Expiry.<String, Known>creating((id, sale) -> sale.standing().lasts))
            .buildAsync();
  }

  /**
   * Whether there is a sale.
   *
   * @param saleId one object for each sale that exists, so that a million requests share it
   */
  public record Known(String saleId, Standing standing) {}

  /** Whether there is a sale, as far as one can tell. */
  public enum Standing {
    EXISTS(KNOWN_FOR),
    UNKNOWN(UNKNOWN_FOR),
    /** No seckill-service could say. */
    UNAVAILABLE(UNAVAILABLE_FOR);

    private final Duration lasts;

    Standing(Duration lasts) {
      this.lasts = lasts;
    }
  }

  /**
   * What the inventory knows of a request; at most one of the first two is true.
   *
   * @param followed whether the whole ledger is counted in, so that nothing in it can take the
   *     units away any more
   */
  public record Reservation(
      boolean reserved, boolean cancelled, int quantity, long deadlineMillis, boolean followed) {}

  /**
   * Whether there is such a sale; done at once for one asked before, and one question for many who
   * ask at a time. It does not fail.
   */
  public CompletableFuture<Known> find(String saleId) {
    return known.get(saleId, (id, executor) -> ask(id));
  }

  /** The inventory's word on a request that this gateway does not know. */
  public CompletableFuture<Reservation> reservation(String requestId) {
    GetReservationRequest request =
        GetReservationRequest.newBuilder().setRequestId(requestId).build();
    return channels
        .call(SalesGrpc.getGetReservationMethod(), request)
        .handle(
            (answer, error) -> {
              if (error != null) {
                if (Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND) {
                  // Not even the sale exists, so no request in it does.
                  return new Reservation(false, false, 0, 0, false);
                }
                throw refused(error);
              }
              return new Reservation(
                  answer.getState() == GetReservationResponse.State.STATE_RESERVED,
                  answer.getState() == GetReservationResponse.State.STATE_CANCELLED,
                  answer.getQuantity(),
                  answer.getDeadlineEpochMillis(),
                  answer.getFollowed());
            });
  }

  /**
   * Asks for tries of requests of one sale whether they may be cancelled; the answers in order.
   *
   * @param incarnation which life of this gateway took them
   * @param deadlinesMillis that it gave them
   */
  public CompletableFuture<List<Boolean>> close(
      String saleId, long incarnation, List<String> requestIds, List<Long> deadlinesMillis) {
    CloseRequest request =
        CloseRequest.newBuilder()
            .setSaleId(saleId)
            .setGatewayIncarnation(incarnation)
            .addAllRequestIds(requestIds)
            .addAllDeadlinesEpochMillis(deadlinesMillis)
            .build();
    return channels
        .call(SalesGrpc.getCloseMethod(), request)
        .thenApply(CloseResponse::getClosedList);
  }

  /** Notes where a seckill-service serves sales, {@code host:port}. */
  public void learn(String address) {
    channels.learn(address);
  }

  /** Notes that a sale exists. */
  void exists(String saleId) {
    known.put(saleId, CompletableFuture.completedFuture(new Known(saleId, Standing.EXISTS)));
  }

  private CompletableFuture<Known> ask(String saleId) {
    if (asking.incrementAndGet() > ASKING_MAX) {
      asking.decrementAndGet();
      return CompletableFuture.completedFuture(new Known(saleId, Standing.UNAVAILABLE));
    }
    return channels
        .call(SalesGrpc.getGetSaleMethod(), GetSaleRequest.newBuilder().setSaleId(saleId).build())
        .handle(
            (answer, error) -> {
              asking.decrementAndGet();
              if (error == null) {
                return new Known(saleId, Standing.EXISTS);
              }
              boolean none = Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND;
              return new Known(saleId, none ? Standing.UNKNOWN : Standing.UNAVAILABLE);
            });
  }

  /** What to answer where a call to seckill-service failed. */
  static Problem.Refused refused(Throwable error) {
    Status status = Status.fromThrowable(error);
    String description = describe(status.getDescription());
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> Problem.badRequest(description).refused();
      default -> {
        log.warn("No seckill-service answers: {}", status, status.getCause());
        yield Problem.unavailable("No seckill-service can answer just now; nothing was changed.")
            .refused();
      }
    };
  }

  private static String describe(@Nullable String description) {
    return description == null ? "seckill-service refused the request." : description;
  }
}
