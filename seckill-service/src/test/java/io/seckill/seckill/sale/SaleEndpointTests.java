package io.seckill.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.GetSaleRequest;
import io.seckill.contracts.v1.SaleState;
import io.seckill.seckill.decision.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SaleEndpointTests {

  private static final Sale SALE = new Sale("phone", "Phone", 10, 1, 0, "CNY", 0, 1, 0);

  private final StockDesk stock = mock(StockDesk.class);
  private final SaleCatalog catalog = mock(SaleCatalog.class);
  private final SaleEndpoint endpoint = new SaleEndpoint(catalog, mock(SaleCreation.class), stock);

  @Test
  void whileTheStoresHangQuestionsBeyondTheBoundAreRefusedAtOnceAndSalesAreRead()
      throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(SaleEndpoint.CALLS_MAX);
    CountDownLatch back = new CountDownLatch(1);
    when(catalog.findSurely(anyString())).thenReturn(SALE);
    when(stock.remaining(any())).thenReturn(7);
    when(stock.reservation(any(), anyString()))
        .thenAnswer(
            call -> {
              hanging.countDown();
              assertThat(back.await(30, TimeUnit.SECONDS)).isTrue();
              return new StockDesk.Reservation(StockDesk.Reservation.State.NONE, "", 0, 0, true);
            });
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<GetReservationResponse>> asked = new ArrayList<>();
      for (int i = 0; i < SaleEndpoint.CALLS_MAX; i++) {
        asked.add(CompletableFuture.supplyAsync(this::reservation, threads).thenCompose(a -> a));
      }
      assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();

      assertThatThrownBy(() -> reservation().join())
          .hasMessageContaining("RESOURCE_EXHAUSTED: calls at a time: 64 (expected: fewer)");
      Answer<SaleState> sale = new Answer<>();
      endpoint.getSale(GetSaleRequest.newBuilder().setSaleId("phone").build(), sale);
      assertThat(sale.join().getRemaining()).isEqualTo(7);

      back.countDown();
      asked.forEach(CompletableFuture::join);
      assertThat(reservation().join().getSaleId()).isEqualTo("phone");
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletableFuture<GetReservationResponse> reservation() {
    Answer<GetReservationResponse> answer = new Answer<>();
    endpoint.getReservation(
        GetReservationRequest.newBuilder().setRequestId("phone.0123456789012345678901").build(),
        answer);
    return answer;
  }

  private static final class Answer<T> extends CompletableFuture<T> implements StreamObserver<T> {

    @Override
    public void onNext(T value) {
      complete(value);
    }

    @Override
    public void onError(Throwable error) {
      completeExceptionally(error);
    }

    @Override
    public void onCompleted() {}
  }
}
