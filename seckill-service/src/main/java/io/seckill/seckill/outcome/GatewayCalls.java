package io.seckill.seckill.outcome;

import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Calls many gateways at once, and those that do not answer again a few times. One that never
 * answered is gone for a while: nobody waits for it meanwhile.
 */
@Component
class GatewayCalls {

  private static final Logger log = LoggerFactory.getLogger(GatewayCalls.class);

  private final ReplySettings settings;
  private final LongSupplier nanoTime;
  private final Map<Addressee, Long> goneUntilNanos = new HashMap<>();

  @Autowired
  GatewayCalls(ReplySettings settings) {
    this(settings, System::nanoTime);
  }

  GatewayCalls(ReplySettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** Begins one call. */
  interface Begin<R> {
    Future<R> begin(Addressee addressee, int attempt, int timeoutMillis);
  }

  /** Takes what comes of a call; false where it is no answer. */
  interface Take<R> {
    boolean answered(Addressee addressee, R response);

    default boolean failed(Addressee addressee, @Nullable Throwable error) {
      return false;
    }
  }

  /** Calls each of them until it has answered; returns those that did not. */
  <R> Set<Addressee> each(Collection<Addressee> addressees, Begin<R> begin, Take<R> take) {
    Set<Addressee> open = new LinkedHashSet<>(addressees);
    for (int attempt = 1; attempt <= settings.tries() && !open.isEmpty(); attempt++) {
      Map<Addressee, Future<R>> calls = new LinkedHashMap<>();
      for (Addressee addressee : open) {
        if (!isGone(addressee)) {
          calls.put(addressee, begin.begin(addressee, attempt, settings.timeoutMillis()));
        }
      }
      calls.forEach(
          (addressee, call) -> {
            if (isAnswered(addressee, call, take)) {
              open.remove(addressee);
            }
          });
    }
    long now = nanoTime.getAsLong();
    long until = now + TimeUnit.MILLISECONDS.toNanos(settings.goneMillis());
    // Each life of a gateway is one of its own: those that are over would stay for ever.
    goneUntilNanos.values().removeIf(over -> now - over >= 0);
    // Not anew for one that was not even called: steady work would keep it gone for ever.
    open.forEach(addressee -> goneUntilNanos.putIfAbsent(addressee, until));
    return open;
  }

  private <R> boolean isAnswered(Addressee addressee, Future<R> call, Take<R> take) {
    try {
      return take.answered(
          addressee, call.get(settings.timeoutMillis() * 2L, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      log.warn("Gateway {} did not answer: {}", addressee.replyTo(), e.getMessage());
      return take.failed(addressee, e.getCause());
    } catch (TimeoutException | StatusRuntimeException e) {
      log.warn("Gateway {} did not answer: {}", addressee.replyTo(), e.getMessage());
      return false;
    } catch (InterruptedException e) {
      // Not an answer that is missing: the batch must not be committed as if everybody were gone.
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while gateways were called", e);
    }
  }

  /** Lives of gateways that count as gone. */
  int gone() {
    return goneUntilNanos.size();
  }

  private boolean isGone(Addressee addressee) {
    Long until = goneUntilNanos.get(addressee);
    if (until == null) {
      return false;
    }
    if (nanoTime.getAsLong() - until < 0) {
      return true;
    }
    goneUntilNanos.remove(addressee);
    return false;
  }
}
