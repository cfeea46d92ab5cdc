package io.seckill.seckill.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that are paused for one poll. A consumer's own thread may take any of them away, also
 * between two calls, and then refuses a call for all of them halfway.
 */
final class SetAside {

  private static final Logger log = LoggerFactory.getLogger(SetAside.class);

  private final Consumer<?, ?> consumer;
  private final Set<TopicPartition> aside = new HashSet<>();

  SetAside(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** Pauses those that are still assigned. */
  void pause(Collection<TopicPartition> partitions) {
    aside.addAll(partitions);
    ofThoseAssigned(partitions, consumer::pause);
  }

  /**
   * Resumes what was paused here and is still assigned. Throws nothing: the records of the poll
   * that just ended would be lost with it. What could not be resumed waits for the next call.
   */
  void resume() {
    if (aside.isEmpty()) {
      return;
    }
    try {
      aside.retainAll(consumer.assignment());
      ofThoseAssigned(aside, consumer::resume);
      aside.clear();
    } catch (KafkaException | IllegalStateException e) {
      log.warn("Partitions {} stay paused until the next poll: {}", aside, e.toString());
    }
  }

  /** Somebody else pauses or resumes these: what becomes of them is his. */
  void leave(Collection<TopicPartition> partitions) {
    aside.removeAll(partitions);
  }

  static void ofThoseAssigned(
      Collection<TopicPartition> partitions,
      java.util.function.Consumer<Collection<TopicPartition>> call) {
    try {
      call.accept(partitions);
    } catch (IllegalStateException oneIsGone) {
      for (TopicPartition partition : List.copyOf(partitions)) {
        try {
          call.accept(List.of(partition));
        } catch (IllegalStateException thisOne) {
          log.debug("{} was taken away", partition, thisOne);
        }
      }
    }
  }
}
