package io.seckill.gateway.purchase.waiting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 128 bits that tell requests apart, whatever their sale. Two longs, since the register holds a
 * million of them.
 */
public record RequestKey(long high, long low) {

  /** Characters of its text: base64url of 16 bytes, no padding. */
  public static final int TEXT_LENGTH = 22;

  private static final char[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (byte i = 0; i < ALPHABET.length; i++) {
      VALUES[ALPHABET[i]] = i;
    }
  }

  private static final ThreadLocal<Dice> DICE = ThreadLocal.withInitial(Dice::new);
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(RequestKey::sha256);

  /** A new one that nobody can guess: whoever knows the id may ask for the result. */
  public static RequestKey random() {
    Dice dice = DICE.get();
    return new RequestKey(dice.next(), dice.next());
  }

  /** The one that this user means with this idempotency key, in every gateway. */
  public static RequestKey of(String userId, String idempotencyKey) {
    byte[] digest =
        SHA_256.get().digest((userId + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
    return new RequestKey(longAt(digest, 0), longAt(digest, Long.BYTES));
  }

  /** Reads the text from an index on; null where it is not the text of a key. */
  static @Nullable RequestKey parse(String id, int from) {
    if (from < 0 || id.length() - from != TEXT_LENGTH) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < TEXT_LENGTH; i++) {
      char c = id.charAt(from + i);
      int six = c < VALUES.length ? VALUES[c] : -1;
      if (six < 0) {
        return null;
      }
      if (i < TEXT_LENGTH - 1) {
        high = high << 6 | low >>> 58;
        low = low << 6 | six;
      } else {
        // 22 x 6 = 132 bits: the last four carry nothing, and only one spelling is an id.
        if ((six & 0xf) != 0) {
          return null;
        }
        high = high << 2 | low >>> 62;
        low = low << 2 | six >>> 4;
      }
    }
    return new RequestKey(high, low);
  }

  /** The text: 22 characters of base64url. */
  String text() {
    char[] text = new char[TEXT_LENGTH];
    text[TEXT_LENGTH - 1] = ALPHABET[(int) (low & 3) << 4];
    long lower = low >>> 2 | high << 62;
    long upper = high >>> 2;
    for (int i = TEXT_LENGTH - 2; i >= 0; i--) {
      text[i] = ALPHABET[(int) (lower & 63)];
      lower = lower >>> 6 | upper << 58;
      upper >>>= 6;
    }
    return new String(text);
  }

  private static long longAt(byte[] bytes, int index) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[index + i] & 0xff);
    }
    return value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Draws random bytes by the page: one call for each id would queue all event loops. */
  private static final class Dice {

    private static final int PAGE_BYTES = 4096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] page = new byte[PAGE_BYTES];
    private int at = PAGE_BYTES;

    long next() {
      if (at == PAGE_BYTES) {
        source.nextBytes(page);
        at = 0;
      }
      long value = longAt(page, at);
      at += Long.BYTES;
      return value;
    }
  }
}
