package io.seckill.seckill.signal;

import io.seckill.seckill.decision.Sale;

/** Where the stock is looked at; what is seen is told to {@link SoldOut#seen}. */
public interface Shelves {

  /** Looks; where the stock is not known just now, nothing is seen. */
  void look(Sale sale);
}
