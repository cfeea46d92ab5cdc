package io.seckill.seckill.sale;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.CloseResponse;
import io.seckill.contracts.v1.CreateSaleRequest;
import io.seckill.contracts.v1.CreateSaleResponse;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.ListSalesRequest;
import io.seckill.contracts.v1.ListSalesResponse;
import io.seckill.contracts.v1.SaleState;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.grpc.server.service.GrpcService;

/** Sales over gRPC, for the gateways; shapes, bounds and errors stand in {@code sales.proto}. */
@GrpcService
class SaleEndpoint extends SalesGrpc.SalesImplBase {

  private static final Logger log = LoggerFactory.getLogger(SaleEndpoint.class);
  private static final int SIZE_MAX = 500;
  private static final int CLOSE_MAX = 1_000;

  /**
   * Calls of one kind at a time, as long as Redis or Kafka hangs: each holds a thread. Those beyond
   * are told at once, and their gateway asks another instance.
   */
  static final int CALLS_MAX = 64;

  private final SaleCatalog catalog;
  private final SaleCreation creation;
  private final StockDesk stock;

  /** Questions for reservations wait for Kafka too, and must not keep sales from being read. */
  private final Semaphore reservations = new Semaphore(CALLS_MAX);

  private final Semaphore sales = new Semaphore(CALLS_MAX);

  SaleEndpoint(SaleCatalog catalog, SaleCreation creation, StockDesk stock) {
    this.catalog = catalog;
    this.creation = creation;
    this.stock = stock;
  }

  @Override
  public void createSale(CreateSaleRequest request, StreamObserver<CreateSaleResponse> observer) {
    answer(
        sales,
        observer,
        () -> {
          SaleCreation.Outcome outcome = creation.create(SaleCodec.fromWire(request.getSale()));
          if (!outcome.sameTerms()) {
            throw Status.ALREADY_EXISTS
                .withDescription("Sale '" + outcome.sale().saleId() + "' exists with other terms.")
                .asRuntimeException();
          }
          stock.open(outcome.sale());
          return CreateSaleResponse.newBuilder()
              .setState(state(outcome.sale()))
              .setCreated(outcome.created())
              .build();
        });
  }

  @Override
  public void getSale(GetSaleRequest request, StreamObserver<SaleState> observer) {
    answer(sales, observer, () -> state(existing(request.getSaleId())));
  }

  @Override
  public void listSales(ListSalesRequest request, StreamObserver<ListSalesResponse> observer) {
    answer(
        sales,
        observer,
        () -> {
          int size = request.getSize();
          if (request.getPage() < 0 || size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException(
                "page, size: %d, %d (expected: >= 0, 1 to %d)"
                    .formatted(request.getPage(), size, SIZE_MAX));
          }
          List<Sale> all = catalog.newestFirst();
          ListSalesResponse.Builder response = ListSalesResponse.newBuilder().setTotal(all.size());
          all.stream()
              .skip((long) request.getPage() * size)
              .limit(size)
              .forEach(sale -> response.addItems(state(sale)));
          return response.build();
        });
  }

  @Override
  public void getReservation(
      GetReservationRequest request, StreamObserver<GetReservationResponse> observer) {
    answer(
        reservations,
        observer,
        () -> {
          String requestId = request.getRequestId();
          int dot = requestId.lastIndexOf('.');
          Sale sale = existing(dot < 0 ? requestId : requestId.substring(0, dot));
          StockDesk.Reservation known = stock.reservation(sale, requestId);
          return GetReservationResponse.newBuilder()
              .setState(
                  switch (known.state()) {
                    case NONE -> GetReservationResponse.State.STATE_NONE;
                    case RESERVED -> GetReservationResponse.State.STATE_RESERVED;
                    case CANCELLED -> GetReservationResponse.State.STATE_CANCELLED;
                  })
              .setSaleId(sale.saleId())
              .setUserId(known.userId())
              .setQuantity(known.quantity())
              .setDeadlineEpochMillis(known.deadlineMillis())
              .setFollowed(known.followed())
              .build();
        });
  }

  @Override
  public void close(CloseRequest request, StreamObserver<CloseResponse> observer) {
    answer(
        sales,
        observer,
        () -> {
          int count = request.getRequestIdsCount();
          if (count > CLOSE_MAX || count != request.getDeadlinesEpochMillisCount()) {
            throw new IllegalArgumentException(
                "request_ids, deadlines: %d, %d (expected: as many of each, at most %d)"
                    .formatted(count, request.getDeadlinesEpochMillisCount(), CLOSE_MAX));
          }
          Sale sale = existing(request.getSaleId());
          List<Request> tries = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            tries.add(
                new Request(
                    request.getRequestIds(i),
                    sale.saleId(),
                    "",
                    0,
                    request.getDeadlinesEpochMillis(i),
                    "",
                    request.getGatewayIncarnation()));
          }
          return CloseResponse.newBuilder().addAllClosed(stock.close(sale, tries)).build();
        });
  }

  private Sale existing(String saleId) {
    Sale sale = catalog.findSurely(saleId);
    if (sale == null) {
      throw Status.NOT_FOUND
          .withDescription("There is no sale '" + saleId + "'.")
          .asRuntimeException();
    }
    return sale;
  }

  private SaleState state(Sale sale) {
    Integer remaining = stock.remaining(sale);
    SaleState.Builder state = SaleState.newBuilder().setSale(SaleCodec.toWire(sale));
    return remaining == null
        ? state.build()
        : state
            .setStockKnown(true)
            .setRemaining(remaining)
            .setReserved(sale.stock() - remaining)
            .build();
  }

  private static <T> void answer(Semaphore places, StreamObserver<T> observer, Supplier<T> call) {
    if (!places.tryAcquire()) {
      observer.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription("calls at a time: %d (expected: fewer)".formatted(CALLS_MAX))
              .asRuntimeException());
      return;
    }
    try {
      answerNow(observer, call);
    } finally {
      places.release();
    }
  }

  private static <T> void answerNow(StreamObserver<T> observer, Supplier<T> call) {
    try {
      T response = call.get();
      observer.onNext(response);
      observer.onCompleted();
    } catch (io.grpc.StatusRuntimeException e) {
      observer.onError(e);
    } catch (IllegalArgumentException e) {
      observer.onError(
          Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
    } catch (RuntimeException e) {
      log.warn("Sales call failed: {}", e.getMessage());
      log.debug("Sales call failed", e);
      observer.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
    }
  }
}
