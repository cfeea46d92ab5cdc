package io.seckill.gateway;

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
import io.seckill.contracts.v1.Sale;
import io.seckill.contracts.v1.SaleState;
import io.seckill.contracts.v1.SalesGrpc;
import java.util.Map;

/** Sales over gRPC out of two maps; what is created is remembered in the first. */
final class FakeSales extends SalesGrpc.SalesImplBase {

  private final Map<String, Sale> sales;
  private final Map<String, GetReservationResponse> reservations;

  FakeSales(Map<String, Sale> sales, Map<String, GetReservationResponse> reservations) {
    this.sales = sales;
    this.reservations = reservations;
  }

  @Override
  public void createSale(CreateSaleRequest request, StreamObserver<CreateSaleResponse> reply) {
    Sale wanted = request.getSale();
    Sale.Builder complete = wanted.toBuilder();
    if (wanted.getStartsEpochMillis() == 0) {
      complete.setStartsEpochMillis(System.currentTimeMillis() / 1000 * 1000);
    }
    if (wanted.getEndsEpochMillis() == 0) {
      complete.setEndsEpochMillis(complete.getStartsEpochMillis() + 86_400_000);
    }
    Sale earlier = sales.putIfAbsent(wanted.getSaleId(), complete.build());
    if (earlier != null && earlier.getStock() != wanted.getStock()) {
      reply.onError(Status.ALREADY_EXISTS.asRuntimeException());
      return;
    }
    reply.onNext(
        CreateSaleResponse.newBuilder()
            .setState(state(earlier == null ? complete.build() : earlier))
            .setCreated(earlier == null)
            .build());
    reply.onCompleted();
  }

  @Override
  public void getSale(GetSaleRequest request, StreamObserver<SaleState> reply) {
    Sale sale = sales.get(request.getSaleId());
    if (sale == null) {
      reply.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    reply.onNext(state(sale));
    reply.onCompleted();
  }

  @Override
  public void listSales(ListSalesRequest request, StreamObserver<ListSalesResponse> reply) {
    reply.onNext(
        ListSalesResponse.newBuilder()
            .addAllItems(sales.values().stream().map(FakeSales::state).toList())
            .setTotal(sales.size())
            .build());
    reply.onCompleted();
  }

  @Override
  public void getReservation(
      GetReservationRequest request, StreamObserver<GetReservationResponse> reply) {
    reply.onNext(
        reservations.getOrDefault(
            request.getRequestId(),
            GetReservationResponse.newBuilder()
                .setState(GetReservationResponse.State.STATE_NONE)
                .build()));
    reply.onCompleted();
  }

  @Override
  public void close(CloseRequest request, StreamObserver<CloseResponse> reply) {
    CloseResponse.Builder answer = CloseResponse.newBuilder();
    request.getRequestIdsList().forEach(id -> answer.addClosed(!reservations.containsKey(id)));
    reply.onNext(answer.build());
    reply.onCompleted();
  }

  private static SaleState state(Sale sale) {
    return SaleState.newBuilder()
        .setSale(sale)
        .setRemaining(sale.getStock())
        .setStockKnown(true)
        .build();
  }
}
