package io.seckill.stack.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.LedgerEntry;
import io.seckill.contracts.v1.OrderEvent;
import io.seckill.contracts.v1.SeckillRequest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Keys and values for people to read. */
final class Bytes {

  private static final int SHOWN_MAX = 4096;

  private Bytes() {}

  /** As text where it is printable, else in hexadecimal digits. */
  static String shown(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c != 0x7F && c != 0xFFFD);
    return printable ? text : hex(bytes);
  }

  private static String hex(byte[] bytes) {
    String digits = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_MAX));
    return "0x" + digits + (bytes.length > SHOWN_MAX ? "…" : "");
  }

  /** What a value of this topic says where it can be read at all, field by field. */
  static String message(String topic, byte @Nullable [] value) {
    if (value == null) {
      return "none";
    }
    try {
      Message message = parse(topic, value);
      return message == null ? shown(value) : message.toString().strip();
    } catch (InvalidProtocolBufferException noMessage) {
      return shown(value);
    }
  }

  private static @Nullable Message parse(String topic, byte[] value)
      throws InvalidProtocolBufferException {
    return switch (topic) {
      case Topics.REQUESTS -> SeckillRequest.parseFrom(value);
      case Topics.RESERVATIONS -> LedgerEntry.parseFrom(value);
      case Topics.ORDERS -> OrderEvent.parseFrom(value);
      default -> null;
    };
  }
}
