package io.seckill.gateway.admission.queue;

import io.seckill.contracts.v1.TokenRoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes to the queue, for as long as no other generator claims it. Each write is a transaction,
 * and the broker commits none of a producer whose transactional id another one has taken since
 * (KIP-98, KIP-360, KIP-890).
 */
final class TokenLog implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  private TokenLog(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /** Shuts every earlier generator out. What they did not commit before is undone. */
  static TokenLog claim(QueueClients clients, TokenQueue queue) {
    TokenLog log = new TokenLog(clients.generator(), queue.topic());
    try {
      log.producer.initTransactions();
      return log;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Adds rolls of so many tokens each, all or none, and enters them in the book. */
  void add(List<Integer> rolls, QueueBook book) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(rolls.size());
    long first = book.next();
    for (int tokens : rolls) {
      sent.add(producer.send(roll(first, tokens)));
      first += tokens;
    }
    producer.commitTransaction();
    for (int i = 0; i < rolls.size(); i++) {
      book.added(offset(sent.get(i)), rolls.get(i));
    }
  }

  /** Moves the log's end and adds nothing: an aborted transaction is read by nobody. */
  void beat() {
    producer.beginTransaction();
    Future<RecordMetadata> unused = producer.send(roll(0, 0));
    producer.flush();
    producer.abortTransaction();
  }

  private ProducerRecord<byte[], byte[]> roll(long first, int tokens) {
    byte[] value = TokenRoll.newBuilder().setFirst(first).setTokens(tokens).build().toByteArray();
    return new ProducerRecord<>(topic, 0, null, value);
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
