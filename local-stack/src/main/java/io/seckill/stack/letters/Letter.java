package io.seckill.stack.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.DeadLetterHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record of a dead-letter topic, and what its headers say. */
record Letter(ConsumerRecord<byte[], byte[]> record) {

  String topic() {
    return record.topic();
  }

  /** Names it within its topic: {@code partition@offset}. */
  String place() {
    return record.partition() + "@" + record.offset();
  }

  String service() {
    return text(DeadLetterHeaders.SERVICE);
  }

  String time() {
    return text(DeadLetterHeaders.TIME);
  }

  String reason() {
    return text(DeadLetterHeaders.REASON);
  }

  String stack() {
    return text(DeadLetterHeaders.STACK);
  }

  /** Where it came from, {@code topic-partition@offset}; empty parts where it does not say. */
  String origin() {
    ByteBuffer offset = bytes(DeadLetterHeaders.ORIGINAL_OFFSET, Long.BYTES);
    Integer partition = originalPartition();
    return "%s-%s@%s"
        .formatted(
            text(DeadLetterHeaders.ORIGINAL_TOPIC),
            partition == null ? "?" : partition,
            offset == null ? "?" : offset.getLong());
  }

  @Nullable Integer originalPartition() {
    ByteBuffer partition = bytes(DeadLetterHeaders.ORIGINAL_PARTITION, Integer.BYTES);
    return partition == null ? null : partition.getInt();
  }

  String key() {
    return record.key() == null ? "" : Bytes.shown(record.key());
  }

  /** Those that the record itself came with. */
  List<Header> ownHeaders() {
    List<Header> own = new ArrayList<>();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(DeadLetterHeaders.PREFIX)
          && !header.key().startsWith(DeadLetterHeaders.SPRING_PREFIX)) {
        own.add(header);
      }
    }
    return own;
  }

  private String text(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private @Nullable ByteBuffer bytes(String name, int length) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null || header.value().length != length
        ? null
        : ByteBuffer.wrap(header.value());
  }
}
