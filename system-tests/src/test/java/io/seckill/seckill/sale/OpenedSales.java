package io.seckill.seckill.sale;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.SalesGrpc;
import io.seckill.seckill.decision.Sale;
import io.seckill.system.simulation.Wiring;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Opens the room of sales to the simulator. */
public final class OpenedSales {

  private OpenedSales() {}

  /** The catalog, after it has read the topic to its end. */
  public static void readWhole(Wiring wiring) {
    SaleCatalog catalog = wiring.the(SaleCatalog.class);
    catalog.follow(wiring.the(Records.class).all());
  }

  /** The sales as the topic has them. */
  public record Records(List<ConsumerRecord<byte[], byte[]>> all) {

    /** Of these sales. */
    public static Records of(List<Sale> sales) {
      return new Records(
          sales.stream()
              .map(sale -> SaleCodec.toWire(sale).toByteArray())
              .map(value -> new ConsumerRecord<>(Topics.SALES, 0, 0L, new byte[0], value))
              .toList());
    }
  }

  public static SalesGrpc.SalesImplBase endpoint(Wiring wiring) {
    return wiring.the(SaleEndpoint.class);
  }
}
