package io.seckill.gateway.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.Signal;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Follows the signals. Every gateway reads all of them, from some minutes back, so that it learns
 * at its start what is still believed.
 */
@Component
class SignalListener {

  private static final Logger log = LoggerFactory.getLogger(SignalListener.class);

  private final SoldOutSales soldOut;
  private final QueueAhead queue;

  SignalListener(SoldOutSales soldOut, QueueAhead queue) {
    this.soldOut = soldOut;
    this.queue = queue;
  }

  @KafkaListener(
      id = "gateway-signals",
      containerFactory = "signalListeners",
      topicPartitions =
          @TopicPartition(
              topic = Topics.SIGNALS,
              partitionOffsets = @PartitionOffset(partition = "0", initialOffset = "-500")))
  void follow(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Signal signal = Signal.parseFrom(record.value());
        switch (signal.getSignalCase()) {
          case STOCK -> soldOut.learn(signal.getStock(), record.timestamp());
          case QUEUE -> queue.learn(signal.getQueue());
          case SIGNAL_NOT_SET -> log.debug("A signal of a later version is passed over");
        }
      } catch (InvalidProtocolBufferException e) {
        // A hint that cannot be read is a hint not had.
        log.warn("Skipped {}@{}: {}", record.topic(), record.offset(), e.getMessage());
      }
    }
  }
}
