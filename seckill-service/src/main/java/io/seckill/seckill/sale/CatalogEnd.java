package io.seckill.seckill.sale;

/** Where the sales topic ends just now. */
public interface CatalogEnd {

  /** The offset that the next record will have; throws where the brokers do not answer in time. */
  long offset();
}
