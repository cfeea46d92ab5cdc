package io.seckill.notification.delivery;

import java.util.concurrent.CompletableFuture;

/** Hands one message to whoever carries it to the shopper. */
interface SmsSender {

  /**
   * Starts sending and does not block. What went wrong is a result, not an exception.
   *
   * @return completes within the time that {@link DeliverySettings#sendMax} names
   */
  CompletableFuture<SmsResult> send(Sms sms);
}
