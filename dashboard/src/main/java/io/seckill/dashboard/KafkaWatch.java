package io.seckill.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers whether they answer. Spring Boot has no health indicator for Kafka; this one
 * stays out of {@code /actuator/health}, since a service that waits for Kafka is not to be
 * restarted. One thread calls it, and only while a page is open.
 */
final class KafkaWatch implements HealthWatch, AutoCloseable {

  private static final long WAIT_MILLIS = 2000;

  private final Map<String, Object> settings;
  private @Nullable Admin admin;

  KafkaWatch(Map<String, Object> settings) {
    this.settings = new HashMap<>(settings);
    this.settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // Tries soon again: the page is to know within seconds that Kafka is back.
    this.settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
  }

  @Override
  public synchronized List<Component> components() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return List.of(new Component("kafka", answers(admin)));
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(WAIT_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(java.time.Duration.ZERO);
    }
  }
}
