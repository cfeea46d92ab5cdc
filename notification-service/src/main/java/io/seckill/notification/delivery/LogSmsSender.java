package io.seckill.notification.delivery;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to the service's own log: one line for each message. The default, for want of a provider.
 */
final class LogSmsSender implements SmsSender {

  private static final Logger log = LoggerFactory.getLogger(LogSmsSender.class);

  @Override
  public CompletableFuture<SmsResult> send(Sms sms) {
    sms.write(() -> log.info("SMS to {}: {}", sms.to(), sms.text()));
    return CompletableFuture.completedFuture(new SmsResult.Sent());
  }
}
