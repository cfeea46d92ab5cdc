package io.seckill.system.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.CancelReason;
import io.seckill.contracts.v1.LedgerEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One rule of the protocol switched off, from outside: a script altered, a door that lies. */
enum Sabotage {
  /** The protocol as it is. */
  NONE,
  /** The same, where everybody has a key and many repeat it: there what follows is looked for. */
  EVERYBODY_REPEATS,
  /** The gateway says 504 before its cancellation is durable. */
  TIMEOUT_TOLD_BEFORE_THE_CANCEL,
  /** Redis serves whatever it may have forgotten. */
  NO_FENCE,
  /** Success is told while its reservation is still on its way to the ledger. */
  REPLY_BEFORE_THE_LEDGER,
  /** A gateway that does not answer is taken for one that decided otherwise. */
  CANCEL_ON_DOUBT,
  /**
   * "Decided otherwise" is heard and nothing is done, where gateways are of a version that cannot
   * be asked: with those that can it would have to be rarer than what is searched here.
   */
  NO_CANCEL_ON_DECIDED_OTHERWISE,
  /** A cancellation that comes again gives its units back again. */
  RELEASE_TWICE,
  /** A reservation counts as final although the ledger was not followed so far. */
  ANSWER_BEFORE_FOLLOWED,
  /** What may have been refused before is decided anew, whatever its gateway says. */
  DECIDE_REPEATS_ANEW,
  /** A request is cancelled at its deadline although another try of it may hold units. */
  CANCEL_WITHOUT_CLOSING,
  /** That a request is about to be cancelled is only in Redis, which may forget it. */
  CLOSE_IN_REDIS_ONLY,
  /** The mark that keeps one try out is told as the end of its request. */
  TELL_MARKS,
  /** Whoever asks is told what Redis holds, though the ledger may know nothing of it. */
  ANSWER_FROM_REDIS,
  /** The ledger does not say what was made anew from it, and how far it was read. */
  REBUILD_UNSAID;

  private static final Pattern FENCE =
      Pattern.compile("string\\.sub\\(([^)]*), 1, #run_id\\) ~= run_id");

  /** As which try whoever asks shares in a request. */
  private static final long ASKER = 1;

  private final Map<String, String> scripts = new ConcurrentHashMap<>();

  /** The script, or what this makes of it. */
  String script(String source) {
    return switch (this) {
      case NO_FENCE ->
          scripts.computeIfAbsent(
              source, text -> FENCE.matcher(text).replaceAll("string.sub($1, 1, 7) == 'closed:'"));
      case RELEASE_TWICE ->
          scripts.computeIfAbsent(
              source, text -> text.replace("redis.call('HDEL', KEYS[2], id)", ""));
      case TELL_MARKS ->
          scripts.computeIfAbsent(
              source, text -> text.replace("code = 'O'\n    if mode", "code = 'C'\n    if mode"));
      default -> source;
    };
  }

  /** Whether gateways say of every repeat that nobody was told anything, or are taken so. */
  boolean decidesRepeatsAnew() {
    return this == DECIDE_REPEATS_ANEW || this == NO_CANCEL_ON_DECIDED_OTHERWISE;
  }

  /** Whether every shopper has a key, and repeats it oftener. */
  boolean everybodyRepeats() {
    return switch (this) {
      case EVERYBODY_REPEATS, CLOSE_IN_REDIS_ONLY, TELL_MARKS, ANSWER_FROM_REDIS -> true;
      default -> false;
    };
  }

  /** Whether the producer says at once that this is durable, and writes it afterwards. */
  boolean acknowledgesEarly(ProducerRecord<byte[], byte[]> record) {
    return switch (this) {
      case REPLY_BEFORE_THE_LEDGER -> isLedger(record) && entry(record).hasReserved();
      case TIMEOUT_TOLD_BEFORE_THE_CANCEL ->
          isLedger(record)
              && entry(record).getCancelled().getReason() == CancelReason.CANCEL_REASON_DEADLINE;
      default -> false;
    };
  }

  /** Whether the producer says that this is durable, and never writes it. */
  boolean keepsFromTheLog(ProducerRecord<byte[], byte[]> record) {
    if (!isLedger(record)) {
      return false;
    }
    return switch (this) {
      case NO_CANCEL_ON_DECIDED_OTHERWISE ->
          entry(record).getCancelled().getReason() == CancelReason.CANCEL_REASON_DECIDED_OTHERWISE;
      case CLOSE_IN_REDIS_ONLY -> entry(record).hasClosing();
      case REBUILD_UNSAID -> entry(record).hasRebuilt();
      case ANSWER_FROM_REDIS -> entry(record).getReserved().getTryId() == ASKER;
      default -> false;
    };
  }

  private static boolean isLedger(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.RESERVATIONS);
  }

  private static LedgerEntry entry(ProducerRecord<byte[], byte[]> record) {
    return entry(record.value());
  }

  static LedgerEntry entry(byte[] value) {
    try {
      return LedgerEntry.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
