package io.seckill.seckill.outcome;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.seckill.tracing.Traces;
import io.seckill.tracing.grpc.TracedCalls;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * One channel for each gateway that was called lately. Gateways come and go, each with an address
 * of its own where they are rolled out anew: a channel that nobody uses is closed. Spring's factory
 * would keep all that it ever made.
 */
@Component
class Channels implements AutoCloseable {

  /** More addresses than any deployment has at a time: whoever was not called longest gives way. */
  static final int CHANNELS_MAX = 1_000;

  /** Longer than any call, and than a gateway has no request of its own in a sale. */
  static final Duration IDLE = Duration.ofMinutes(10);

  private static final int KEEPALIVE_SECONDS = 20;
  private static final int KEEPALIVE_TIMEOUT_SECONDS = 5;

  private final Map<String, Line> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private final TracedCalls traced;
  private final LongSupplier nanoTime;

  private static final class Line {
    private final ManagedChannel channel;
    private long usedNanos;

    private Line(ManagedChannel channel) {
      this.channel = channel;
    }
  }

  @Autowired
  Channels(Traces traces) {
    this(traces, System::nanoTime);
  }

  Channels(Traces traces, LongSupplier nanoTime) {
    this.traced = new TracedCalls(traces);
    this.nanoTime = nanoTime;
  }

  /**
   * The channel to a gateway.
   *
   * @throws IllegalArgumentException where the address can be none
   */
  synchronized ManagedChannel to(String address) {
    long now = nanoTime.getAsLong();
    Line line = byAddress.get(address);
    if (line == null) {
      line = new Line(open(address));
      byAddress.put(address, line);
    }
    line.usedNanos = now;
    makeRoom(now);
    return line.channel;
  }

  /** Calls under way go on to their end. */
  private void makeRoom(long now) {
    Iterator<Line> longestUnused = byAddress.values().iterator();
    while (longestUnused.hasNext()) {
      Line line = longestUnused.next();
      if (byAddress.size() <= CHANNELS_MAX && now - line.usedNanos <= IDLE.toNanos()) {
        return;
      }
      longestUnused.remove();
      line.channel.shutdown();
    }
  }

  /** In a URI's path, brackets, which an address of IPv6 has, stand as their codes. */
  private ManagedChannel open(String address) {
    return NettyChannelBuilder.forTarget(
            "dns:///" + address.replace("[", "%5B").replace("]", "%5D"))
        .usePlaintext()
        .intercept(traced)
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  synchronized int size() {
    return byAddress.size();
  }

  @Override
  public synchronized void close() {
    byAddress.values().forEach(line -> line.channel.shutdownNow());
    byAddress.clear();
  }
}
