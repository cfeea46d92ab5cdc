package io.seckill.seckill.sale;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.seckill.decision.Sale;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * All sales, as topic {@code seckill.sales} has them: every instance reads it from the beginning
 * and follows it. Of several records for one id the first counts, in every instance alike, so two
 * that create the same sale at once need no other arbiter.
 */
@Component
public class SaleCatalog implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(SaleCatalog.class);

  private static final Duration READ_MAX = Duration.ofSeconds(5);

  private final Map<String, Sale> sales = new ConcurrentHashMap<>();
  private final CatalogEnd end;
  private final Object progress = new Object();
  private long readUpTo;

  SaleCatalog(CatalogEnd end) {
    this.end = end;
  }

  @KafkaListener(
      id = "seckill-sales",
      idIsGroup = false,
      groupId = "seckill-sales",
      containerFactory = "catalogListeners",
      topicPartitions =
          @TopicPartition(
              topic = Topics.SALES,
              partitionOffsets = @PartitionOffset(partition = "0", initialOffset = "0")))
  void follow(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Sale sale = SaleCodec.fromWire(io.seckill.contracts.v1.Sale.parseFrom(record.value()));
        SaleTerms.check(sale);
        sales.putIfAbsent(sale.saleId(), sale);
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        log.warn("Skipped {}@{}: {}", record.topic(), record.offset(), e.getMessage());
      }
      synchronized (progress) {
        readUpTo = record.offset() + 1;
        progress.notifyAll();
      }
    }
  }

  /** Reads the topic to its present end; before that the service is not ready. */
  @Override
  public void run(ApplicationArguments arguments) {
    awaitReadUpTo(end.offset());
    log.info("{} sales known", sales.size());
  }

  /**
   * The sale, or null where there is none, surely: reads the topic to its present end first where
   * it has to.
   */
  public @Nullable Sale findSurely(String saleId) {
    Sale known = sales.get(saleId);
    if (known != null) {
      return known;
    }
    awaitReadUpTo(end.offset());
    return sales.get(saleId);
  }

  /** Every sale, newest first. */
  public List<Sale> newestFirst() {
    return sales.values().stream()
        .sorted(
            Comparator.comparingLong(Sale::createdMillis).reversed().thenComparing(Sale::saleId))
        .toList();
  }

  /** Sales in all. */
  public int size() {
    return sales.size();
  }

  /** Waits until everything before the offset is known here. */
  void awaitReadUpTo(long offset) {
    long deadline = System.nanoTime() + READ_MAX.toNanos();
    synchronized (progress) {
      while (readUpTo < offset) {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          throw new CatalogBehindException(readUpTo, offset);
        }
        try {
          progress.wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CatalogBehindException(readUpTo, offset);
        }
      }
    }
  }
}
