package io.seckill.seckill.sale;

import io.seckill.seckill.decision.Sale;

/** Sales in the words of the wire. */
final class SaleCodec {

  private SaleCodec() {}

  static Sale fromWire(io.seckill.contracts.v1.Sale sale) {
    return new Sale(
        sale.getSaleId(),
        sale.getItem(),
        sale.getStock(),
        sale.getPerUser(),
        sale.getPriceMinor(),
        sale.getCurrency(),
        sale.getStartsEpochMillis(),
        sale.getEndsEpochMillis(),
        sale.getCreatedEpochMillis());
  }

  static io.seckill.contracts.v1.Sale toWire(Sale sale) {
    return io.seckill.contracts.v1.Sale.newBuilder()
        .setSaleId(sale.saleId())
        .setItem(sale.item())
        .setStock(sale.stock())
        .setPerUser(sale.perUser())
        .setPriceMinor(sale.priceMinor())
        .setCurrency(sale.currency())
        .setStartsEpochMillis(sale.startsMillis())
        .setEndsEpochMillis(sale.endsMillis())
        .setCreatedEpochMillis(sale.createdMillis())
        .build();
  }
}
