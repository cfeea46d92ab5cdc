package io.seckill.system.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.LedgerEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages in the words of a trace. */
final class Said {

  private Said() {}

  /** The end of an id, which tells it apart. */
  static String brief(String requestId) {
    return requestId.length() < 8 ? requestId : requestId.substring(requestId.length() - 8);
  }

  static String of(ConsumerRecord<byte[], byte[]> record) {
    String place = record.topic() + "-" + record.partition() + "@" + record.offset();
    if (!record.topic().equals(Topics.RESERVATIONS)) {
      return place;
    }
    try {
      LedgerEntry entry = LedgerEntry.parseFrom(record.value());
      String what =
          entry.hasCancelled()
              ? "CANCELLED " + entry.getCancelled().getReason()
              : entry.getEntryCase().name();
      return place + " " + what + " " + brief(entry.getRequestId());
    } catch (InvalidProtocolBufferException e) {
      return place + " " + e.getMessage();
    }
  }

  static String of(DeliverRequest results) {
    return results.getResultsList().stream()
        .map(each -> brief(each.getRequestId()) + " " + each.getOutcome())
        .toList()
        .toString();
  }

  static String of(AskRequest question) {
    return question.getRequestIdsList().stream().map(Said::brief).toList().toString();
  }

  static String of(AskResponse response) {
    return response.getStandingsList().toString();
  }

  static String of(DeliverResponse response) {
    return response.getVerdictsList().toString();
  }
}
