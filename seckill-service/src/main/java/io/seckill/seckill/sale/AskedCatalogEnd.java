package io.seckill.seckill.sale;

import io.seckill.contracts.Topics;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The end of the sales topic, asked of the brokers. */
@Component
class AskedCatalogEnd implements CatalogEnd {

  private static final TopicPartition SALES = new TopicPartition(Topics.SALES, 0);

  private final Admin admin;

  AskedCatalogEnd(KafkaAdmin settings) {
    admin = Admin.create(settings.getConfigurationProperties());
  }

  @Override
  public long offset() {
    try {
      return admin
          .listOffsets(Map.of(SALES, OffsetSpec.latest()))
          .partitionResult(SALES)
          .get(2, TimeUnit.SECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException e) {
      throw new CatalogBehindException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogBehindException(e);
    }
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
