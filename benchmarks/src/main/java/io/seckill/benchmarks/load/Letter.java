package io.seckill.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as bytes, in which only the user's number changes: composing it anew for every shopper
 * would cost the generator more than sending it.
 */
final class Letter {

  private static final int DIGITS = 9;
  private static final String HOLE = "#".repeat(DIGITS);
  private static final String BODY = "{\"quantity\":1}";

  private final byte[] template;
  private final int[] holes;

  /**
   * @param run tells the users of this run from all others, 1 to 40 characters of an id
   */
  Letter(Load load, String run) {
    String user = run + "-" + HOLE;
    String text =
        "POST "
            + load.path()
            + " HTTP/1.1\r\n"
            + "Host: "
            + load.address().getRawAuthority()
            + "\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: "
            + BODY.length()
            + "\r\n"
            + "X-User-Id: "
            + user
            + "\r\n"
            + (load.keyed() ? "Idempotency-Key: " + user + "\r\n" : "")
            + "\r\n"
            + BODY;
    this.template = text.getBytes(StandardCharsets.US_ASCII);
    List<Integer> found = new ArrayList<>();
    for (int at = text.indexOf(HOLE); at >= 0; at = text.indexOf(HOLE, at + DIGITS)) {
      found.add(at);
    }
    this.holes = found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** For the user of this number, 0 to 999,999,999. */
  ByteBuf of(long number, ByteBufAllocator allocator) {
    ByteBuf letter = allocator.directBuffer(template.length);
    letter.writeBytes(template);
    long rest = number;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      int character = '0' + (int) (rest % 10);
      for (int hole : holes) {
        letter.setByte(hole + digit, character);
      }
      rest /= 10;
    }
    return letter;
  }
}
