package io.seckill.orders.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topic {@code orders-dlt}: what this service can never process, as it came, the reason in its
 * headers. The header {@code kafka_dlt-original-consumer-group} tells this service's letters from
 * those of others. Never for what fails because something is down: that is tried again.
 */
@FunctionalInterface
public interface OrderDeadLetters {

  /**
   * Writes the event, once for a record however often its batch is tried by this process; after a
   * crash, or by another instance, it is written again. Durable when it returns.
   *
   * @param event the record as it came from topic {@code orders}
   * @param reason what is wrong with it, for whoever reads the letter
   * @return whether it was written just now; false where an earlier try had written it
   * @throws org.springframework.kafka.KafkaException where it could not be written
   */
  boolean write(ConsumerRecord<byte[], byte[]> event, String reason);
}
