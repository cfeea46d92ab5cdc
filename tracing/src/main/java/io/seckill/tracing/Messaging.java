package io.seckill.tracing;

import io.opentelemetry.api.trace.SpanBuilder;

/** Names of OpenTelemetry's conventions for messaging spans. */
final class Messaging {

  static final String BATCH_SIZE = "messaging.batch.message_count";
  static final String PARTITION = "messaging.destination.partition.id";
  static final String OFFSET = "messaging.kafka.offset";

  private Messaging() {}

  static SpanBuilder of(SpanBuilder span, String topic, String operation) {
    return span.setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", topic)
        .setAttribute("messaging.operation.name", operation)
        .setAttribute("messaging.operation.type", operation);
  }
}
