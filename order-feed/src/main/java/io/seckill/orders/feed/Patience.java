package io.seckill.orders.feed;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of a batch that fails: it is never given up. What can fail behind the feed is a
 * database or Kafka, and it comes back. The partitions are paused meanwhile and the consumer stays
 * in its group.
 */
final class Patience implements RetryListener {

  private static final Logger log = LoggerFactory.getLogger(Patience.class);

  private Patience() {}

  static DefaultErrorHandler of(FeedSettings settings) {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryFirst().toMillis(), 2);
    backOff.setMaxInterval(settings.retryMax().toMillis());
    backOff.setJitter(settings.retryFirst().toMillis() / 2);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    // By default some exceptions count as fatal, and their batch would be skipped.
    handler.setClassifications(Map.of(), true);
    handler.setRetryListeners(new Patience());
    return handler;
  }

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
    warn(1, e, attempt);
  }

  @Override
  public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
    warn(records.count(), e, attempt);
  }

  private static void warn(int records, @Nullable Exception e, int attempt) {
    Object cause = e == null ? "unknown" : NestedExceptionUtils.getMostSpecificCause(e);
    log.warn(
        "{} records not processed, attempt {}, will repeat: {}",
        records,
        attempt,
        cause.toString());
  }
}
