package io.seckill.gateway.admission.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tokens this gateway may hold at hand: half of the bucket by the number of gateways, as
 * the broker counts them. So queue and gateways together never hold more than the bucket.
 *
 * <p>What the broker said counts for {@value #TRUST_MILLIS} ms. A gateway that joins others holds
 * nothing until all of them must have heard of it.
 */
final class HeldShare {

  private static final Logger log = LoggerFactory.getLogger(HeldShare.class);

  private static final int TRUST_MILLIS = 3_000;
  private static final long TRUST_NANOS = Duration.ofMillis(TRUST_MILLIS).toNanos();
  private static final long JOINING_NANOS = TRUST_NANOS + Duration.ofMillis(500).toNanos();
  private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long ASK_JOINING_NANOS = Duration.ofMillis(100).toNanos();

  private final String group;
  private final String self;
  private final long ofAll;
  private final LongSupplier nanoTime;
  private volatile long heardNanos;
  private volatile long limit;
  private volatile int gateways;
  private long askedNanos;
  private boolean joined;
  private long fromNanos;

  /**
   * @param self this gateway's name in the group
   * @param ofAll what all gateways may hold together
   */
  HeldShare(String group, String self, long ofAll, LongSupplier nanoTime) {
    this.group = group;
    this.self = self;
    this.ofAll = ofAll;
    this.nanoTime = nanoTime;
    this.heardNanos = nanoTime.getAsLong() - TRUST_NANOS - 1;
    this.askedNanos = nanoTime.getAsLong() - ASK_NANOS;
  }

  /** Tokens, 0 as long as nothing is known. */
  long limit() {
    return limit;
  }

  /** Gateways that take from the queue, as last heard; 0 where this one is not among them. */
  int gateways() {
    return gateways;
  }

  /** Whether what is held may not be used: others may hold this share by now. */
  boolean isOutdated() {
    return nanoTime.getAsLong() - heardNanos > TRUST_NANOS;
  }

  /** Asks when it is time, and does not wait for the answer. One thread calls it. */
  void refresh(Admin admin) {
    long now = nanoTime.getAsLong();
    if (now - askedNanos < (gateways == 0 ? ASK_JOINING_NANOS : ASK_NANOS)) {
      return;
    }
    askedNanos = now;
    // Counted from the question: the answer may have been on its way for long.
    admin
        .describeShareGroups(List.of(group))
        .all()
        .whenComplete(
            (groups, error) -> heard(groups == null ? null : groups.get(group), error, now));
  }

  private void heard(
      @Nullable ShareGroupDescription described, @Nullable Throwable error, long asked) {
    if (described == null) {
      log.debug("How many gateways take tokens is not known", error);
      return;
    }
    List<String> names =
        described.members().stream().map(ShareMemberDescription::clientId).toList();
    learn(names, asked);
  }

  /** The names of all that are in the group. */
  synchronized void learn(List<String> names, long asked) {
    if (!names.contains(self)) {
      joined = false;
      limit = 0;
      gateways = 0;
      return;
    }
    if (!joined) {
      joined = true;
      fromNanos = names.size() == 1 ? asked : asked + JOINING_NANOS;
    }
    gateways = names.size();
    heardNanos = asked;
    limit = asked - fromNanos < 0 ? 0 : Math.max(1, ofAll / names.size());
  }
}
