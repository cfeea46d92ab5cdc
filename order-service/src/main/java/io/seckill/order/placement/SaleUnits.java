package io.seckill.order.placement;

/** The units of one sale while its row is locked: how many there are and how many orders hold. */
final class SaleUnits {

  private final String saleId;
  private final int stock;
  private final int standingBefore;
  private int standing;

  SaleUnits(String saleId, int stock, int standing) {
    this.saleId = saleId;
    this.stock = stock;
    this.standingBefore = standing;
    this.standing = standing;
  }

  /** Takes the units for an order, or takes none where they do not fit. */
  boolean take(int quantity) {
    if (quantity > free()) {
      return false;
    }
    standing += quantity;
    return true;
  }

  void giveBack(int quantity) {
    standing -= quantity;
  }

  int free() {
    return stock - standing;
  }

  String saleId() {
    return saleId;
  }

  int stock() {
    return stock;
  }

  int standing() {
    return standing;
  }

  boolean changed() {
    return standing != standingBefore;
  }
}
