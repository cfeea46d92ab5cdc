package io.seckill.crash;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The points of the protocol at which a process can be made to end without warning, between two
 * steps where a crash hurts most. A process halts at the point that system property {@value
 * #PROPERTY} names. Where the property is not set, as in production, {@link #reached} is nothing: a
 * branch on a constant, which the JIT leaves out.
 */
public enum CrashPoint {
  /** The broker has a request; its shopper waits. */
  AFTER_QUEUE_ACK("gateway"),
  /** Results are decided here by compare-and-set; nobody was told. */
  AFTER_DECISION("gateway"),
  /** Shoppers are being told; the seckill-service that decided has no answer yet. */
  AFTER_TELLING("gateway"),
  /** At a deadline: every other try of the request is kept out; it is not cancelled yet. */
  AFTER_CLOSE("gateway"),
  /** At a deadline: the cancellation is durable; the shopper was not told. */
  AFTER_CANCEL_DURABLE("gateway"),

  /** A batch is taken from the queue. */
  AFTER_POLL("seckill"),
  /** Redis holds the units; the ledger does not know. */
  AFTER_RESERVE("seckill"),
  /** Entries are handed to Kafka's producer; none is known to be durable. */
  AFTER_LEDGER_SEND("seckill"),
  /** Entries are durable; nobody was told. */
  AFTER_LEDGER_ACK("seckill"),
  /** Gateways have the results; what they decided otherwise is not cancelled. */
  AFTER_REPLY("seckill"),
  /** A batch is done but for the commit of its offsets. */
  BEFORE_COMMIT("seckill"),
  /** The ledger was followed into Redis; the offsets are not committed. */
  AFTER_FOLLOWING("seckill"),
  /** A sale's stock is about to be made anew: its fence is down and its keys are empty. */
  AFTER_FENCE_DOWN("seckill"),

  /** Orders and events are in the database; the offsets are not committed. */
  AFTER_ORDERS_COMMIT("order"),
  /** Events are in topic orders; they are still in the outbox. */
  AFTER_OUTBOX_SEND("order"),

  /** Messages are in the database; the offsets are not committed. */
  AFTER_MESSAGES_KEPT("notification"),
  /** The provider has messages; they are not marked as sent. */
  AFTER_SMS_SENT("notification"),

  /** Counts are in the database; the offsets are not committed. */
  AFTER_COUNTS_COMMIT("stats");

  /** {@code after-reserve}, or {@code after-reserve:3} to halt at the third time. */
  public static final String PROPERTY = "seckill.crash.point";

  /** What a process ends with that halted at a point. */
  public static final int EXIT_CODE = 86;

  private static final @Nullable Fuse FUSE = fuse(System.getProperty(PROPERTY));

  private final String service;

  CrashPoint(String service) {
    this.service = service;
  }

  /** Halts the process where it was started for that; else does nothing. */
  public void reached() {
    if (FUSE != null) {
      FUSE.reached(this);
    }
  }

  private static @Nullable Fuse fuse(@Nullable String property) {
    return property == null ? null : Fuse.parse(property);
  }

  /** Which service has it, as {@code seckill}. */
  public String service() {
    return service;
  }

  /** As in the property: {@code after-reserve}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
