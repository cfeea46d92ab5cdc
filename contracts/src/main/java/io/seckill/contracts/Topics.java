package io.seckill.contracts;

/** Names of the Kafka topics and what each holds. Values are Protobuf, keys UTF-8 text. */
public final class Topics {

  /** {@code SeckillRequest} by user id: requests that wait for a decision. */
  public static final String REQUESTS = "seckill.requests";

  /** {@code LedgerEntry} by request id: the source of truth for stock taken. */
  public static final String RESERVATIONS = "seckill.reservations";

  /** {@code Sale} by sale id, one partition, kept for ever; the first record of an id counts. */
  public static final String SALES = "seckill.sales";

  /** {@code Signal}, one partition, minutes of retention: hints of the seckill services. */
  public static final String SIGNALS = "seckill.signals";

  /** {@code TokenRoll}, one partition, minutes of retention: the queue-made token bucket. */
  public static final String TOKENS = "seckill.tokens";

  /** {@code OrderEvent} by order id: what the rest of the company listens to. */
  public static final String ORDERS = "orders";

  /** Behind a topic's name: what could not be processed, as it came, the reason in its headers. */
  public static final String DEAD_LETTER_SUFFIX = "-dlt";

  private Topics() {}
}
