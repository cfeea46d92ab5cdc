package io.seckill.seckill;

import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.CloseRequest;
import io.seckill.contracts.v1.CloseResponse;
import io.seckill.contracts.v1.GetReservationRequest;
import io.seckill.contracts.v1.GetReservationResponse;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.sale.OpenedSales;
import io.seckill.system.simulation.Wiring;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Opens seckill-service to the simulator. */
public final class OpenedSeckill {

  private final SeckillListener requests;
  private final LedgerListener ledger;
  private final StockKeeper stock;
  private final SalesGrpc.SalesImplBase sales;

  /** All of it, put together by the wiring. */
  public OpenedSeckill(Wiring wiring) {
    OpenedSales.readWhole(wiring);
    stock = wiring.the(StockKeeper.class);
    requests = wiring.the(SeckillListener.class);
    ledger = wiring.the(LedgerListener.class);
    sales = OpenedSales.endpoint(wiring);
  }

  /** One batch of requests, step by step. */
  public BooleanSupplier requests(List<ConsumerRecord<byte[], byte[]>> records) {
    return requests.round(records)::step;
  }

  /** One batch of the ledger. */
  public void ledger(List<ConsumerRecord<byte[], byte[]>> records) {
    ledger.onEntries(records);
  }

  /** What the gateways ask of a request. */
  public void reservation(
      GetReservationRequest request, StreamObserver<GetReservationResponse> answer) {
    sales.getReservation(request, answer);
  }

  /** What the gateways ask before they cancel. */
  public void close(CloseRequest request, StreamObserver<CloseResponse> answer) {
    sales.close(request, answer);
  }

  /** Units left of a sale, rebuilt where they have to be. */
  public int remaining(Sale sale) {
    stock.open(sale);
    Integer remaining = stock.remaining(sale);
    if (remaining == null) {
      throw new IllegalStateException("stock of " + sale.saleId() + " is not known");
    }
    return remaining;
  }
}
