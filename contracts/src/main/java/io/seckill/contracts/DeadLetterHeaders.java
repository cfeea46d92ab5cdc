package io.seckill.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a dead letter tells in its headers, as UTF-8 text, beside those with which Spring Kafka says
 * where it came from. Key, value and all other headers are the record's own.
 */
public final class DeadLetterHeaders {

  /** What was wrong with the record, for people. */
  public static final String REASON = "seckill-dlt-reason";

  /** The service that could not process it. */
  public static final String SERVICE = "seckill-dlt-service";

  /** When it gave up, ISO 8601 in UTC. */
  public static final String TIME = "seckill-dlt-time";

  /**
   * Digest of the exception's kind and stack, 12 hexadecimal digits: letters of one cause have the
   * same one, whatever their values.
   */
  public static final String STACK = "seckill-dlt-stack";

  /** Every name above begins so. */
  public static final String PREFIX = "seckill-dlt-";

  /** Every header of Spring Kafka's about a dead letter begins so. */
  public static final String SPRING_PREFIX = "kafka_dlt-";

  /** Spring Kafka's: the topic it came from, text. */
  public static final String ORIGINAL_TOPIC = SPRING_PREFIX + "original-topic";

  /** Spring Kafka's: its partition there, four bytes. */
  public static final String ORIGINAL_PARTITION = SPRING_PREFIX + "original-partition";

  /** Spring Kafka's: its offset there, eight bytes. */
  public static final String ORIGINAL_OFFSET = SPRING_PREFIX + "original-offset";

  /**
   * The consumer group whose committed offset in a dead-letter topic says how far its letters were
   * dealt with: sent back to their topic, or set aside.
   */
  public static final String DEALT_WITH_GROUP = "seckill-dlt";

  private static final int REASON_LENGTH_MAX = 500;
  private static final int DIGEST_BYTES = 6;

  private DeadLetterHeaders() {}

  /** The headers of a letter. */
  public static Map<String, byte[]> of(String service, Instant now, Throwable reason) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put(SERVICE, service.getBytes(UTF_8));
    headers.put(TIME, now.toString().getBytes(UTF_8));
    headers.put(REASON, shortened(String.valueOf(reason.getMessage())).getBytes(UTF_8));
    headers.put(STACK, digest(reason).getBytes(UTF_8));
    return headers;
  }

  private static String shortened(String text) {
    return text.length() <= REASON_LENGTH_MAX ? text : text.substring(0, REASON_LENGTH_MAX) + "…";
  }

  /** Of the kinds and places down to the root, without messages and line numbers. */
  static String digest(Throwable reason) {
    MessageDigest digest = sha256();
    int depth = 0;
    for (Throwable cause = reason; cause != null && depth < 20; cause = cause.getCause()) {
      digest.update(cause.getClass().getName().getBytes(UTF_8));
      for (StackTraceElement frame : cause.getStackTrace()) {
        // The rest is generated or the platform's: it differs from run to run.
        if (frame.getClassName().startsWith("io.seckill.")
            && !frame.getClassName().contains("$$")) {
          digest.update((frame.getClassName() + "." + frame.getMethodName()).getBytes(UTF_8));
        }
      }
      depth++;
    }
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
