package io.seckill.gateway.reply;

/** How seckill-service can decide a request. */
public enum Outcome {
  /** Stock is locked and the reservation durable. */
  SUCCESS,
  /** Fewer units left than asked for. */
  SOLD_OUT,
  /** More than the sale's units per user. */
  LIMIT_EXCEEDED,
  /** A rule of risk control said no. */
  RISK_REJECTED,
  /** Before the sale's window. */
  NOT_STARTED,
  /** After the sale's window. */
  ENDED,
  /** No such sale. */
  UNKNOWN_SALE,
  /** The same request id with another quantity or user. */
  KEY_REUSED,
  /** It was cancelled before stock was locked. */
  CANCELLED
}
