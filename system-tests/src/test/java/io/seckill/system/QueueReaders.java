package io.seckill.system;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Those who read the queue of requests, as Kafka knows them. */
final class QueueReaders implements AutoCloseable {

  private static final String GROUP = "seckill-service";

  private final Admin admin;

  /**
   * @param addresses as services read them from their environment
   */
  QueueReaders(Map<String, String> addresses) {
    this.admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses.get("SECKILL_KAFKA")));
  }

  /** How many have a part of it. */
  long count() throws ExecutionException, InterruptedException {
    return admin
        .describeConsumerGroups(List.of(GROUP))
        .describedGroups()
        .get(GROUP)
        .get()
        .members()
        .stream()
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  @Override
  public void close() {
    admin.close();
  }
}
