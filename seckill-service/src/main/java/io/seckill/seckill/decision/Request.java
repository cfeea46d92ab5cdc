package io.seckill.seckill.decision;

/**
 * One shopper's wish to buy, as it came from the queue.
 *
 * @param requestId {@code <saleId>.<22 characters>}; the order that may come of it has the same id
 * @param quantity units, 1 to 1000
 * @param deadlineMillis when the gateway gives up, milliseconds since the epoch
 * @param replyTo the gateway's gRPC address, {@code host:port}
 * @param incarnation which life of that gateway asked
 * @param tryId tells tries of one request apart: where a shopper repeats his Idempotency-Key at a
 *     gateway that does not remember it, they share its id
 */
public record Request(
    String requestId,
    String saleId,
    String userId,
    int quantity,
    long deadlineMillis,
    String replyTo,
    long incarnation,
    long tryId) {

  /** Of a reservation that was made before tries had names. */
  public static final long UNKNOWN_TRY = 0;

  /** As it came from the queue: the gateway's life and its deadline name the try. */
  public Request(
      String requestId,
      String saleId,
      String userId,
      int quantity,
      long deadlineMillis,
      String replyTo,
      long incarnation) {
    this(
        requestId,
        saleId,
        userId,
        quantity,
        deadlineMillis,
        replyTo,
        incarnation,
        incarnation + deadlineMillis);
  }
}
