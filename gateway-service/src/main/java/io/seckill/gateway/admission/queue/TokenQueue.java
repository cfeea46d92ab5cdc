package io.seckill.gateway.admission.queue;

import io.seckill.contracts.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * What the queue of tokens is called in Kafka.
 *
 * @param topic one partition that holds the rolls of tokens
 * @param takers the share group (KIP-932) in which gateways take them, each roll once
 * @param generator the transactional id by which the broker knows the one that may fill it
 */
public record TokenQueue(String topic, String takers, String generator) {

  /** The one of the running system. */
  public static TokenQueue ofThisSystem() {
    return new TokenQueue(Topics.TOKENS, Topics.TOKENS, "seckill-token-generator");
  }

  TopicPartition partition() {
    return new TopicPartition(topic, 0);
  }
}
