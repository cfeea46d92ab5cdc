package io.seckill.seckill.outcome;

import io.grpc.StatusRuntimeException;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Verdict;
import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells each gateway its results in one call, all gateways at once. A gateway that does not answer
 * is asked again a few times; in the end nobody knows what its shoppers were told, and reservations
 * are kept.
 */
@Component
public class GatewayReplies {

  private static final Logger log = LoggerFactory.getLogger(GatewayReplies.class);

  private final Delivery gateways;
  private final ReplySettings settings;
  private final SalesAddress salesAddress;
  private final Tally tally = new Tally();
  private final LongSupplier nanoTime;
  private final Map<Addressee, Long> goneUntilNanos = new HashMap<>();

  @Autowired
  GatewayReplies(Delivery gateways, ReplySettings settings, SalesAddress salesAddress) {
    this(gateways, settings, salesAddress, System::nanoTime);
  }

  GatewayReplies(
      Delivery gateways, ReplySettings settings, SalesAddress salesAddress, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.gateways = gateways;
    this.settings = settings;
    this.salesAddress = salesAddress;
  }

  /** What each gateway was told since the start, by its address. */
  public Map<String, Told> told() {
    return tally.byGateway();
  }

  private record Addressee(String replyTo, long incarnation) {
    static Addressee of(Request request) {
      return new Addressee(request.replyTo(), request.incarnation());
    }
  }

  private record Call(
      Addressee addressee, List<Decision> decisions, Future<DeliverResponse> response) {}

  /**
   * Tells the decisions.
   *
   * @return those that the gateway had already decided otherwise
   */
  public List<Decision> tell(List<Decision> decisions) {
    Map<Addressee, List<Decision>> untold = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      untold
          .computeIfAbsent(Addressee.of(decision.request()), a -> new ArrayList<>())
          .add(decision);
    }
    List<Decision> decidedOtherwise = new ArrayList<>();
    for (int attempt = 1; attempt <= settings.tries() && !untold.isEmpty(); attempt++) {
      for (Call call : callAll(untold, attempt)) {
        if (take(call, decidedOtherwise)) {
          untold.remove(call.addressee());
        }
      }
    }
    long until = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(settings.goneMillis());
    // Not anew for one that was not even called: steady work would keep it gone for ever.
    untold.keySet().forEach(addressee -> goneUntilNanos.putIfAbsent(addressee, until));
    return decidedOtherwise;
  }

  private List<Call> callAll(Map<Addressee, List<Decision>> untold, int attempt) {
    List<Call> calls = new ArrayList<>();
    untold.forEach(
        (addressee, decisions) -> {
          if (!isGone(addressee)) {
            calls.add(new Call(addressee, decisions, call(addressee, decisions, attempt)));
          }
        });
    return calls;
  }

  private Future<DeliverResponse> call(Addressee addressee, List<Decision> decisions, int attempt) {
    DeliverRequest.Builder request =
        DeliverRequest.newBuilder()
            .setGatewayIncarnation(addressee.incarnation())
            .setSalesAddress(salesAddress.hostAndPort());
    for (Decision decision : decisions) {
      request.addResults(Results.toWire(decision));
    }
    return gateways.begin(addressee.replyTo(), request.build(), attempt, settings.timeoutMillis());
  }

  private boolean take(Call call, List<Decision> decidedOtherwise) {
    try {
      DeliverResponse response =
          call.response().get(settings.timeoutMillis() * 2L, TimeUnit.MILLISECONDS);
      List<Verdict> verdicts = response.getVerdictsList();
      if (verdicts.size() != call.decisions().size()) {
        log.warn(
            "verdicts from {}: {} (expected: {})",
            call.addressee().replyTo(),
            verdicts.size(),
            call.decisions().size());
        return false;
      }
      for (int i = 0; i < verdicts.size(); i++) {
        if (verdicts.get(i) == Verdict.VERDICT_DECIDED_OTHERWISE) {
          decidedOtherwise.add(call.decisions().get(i));
        }
      }
      tally.answered(call.addressee().replyTo(), verdicts.size());
      return true;
    } catch (ExecutionException | TimeoutException | StatusRuntimeException e) {
      log.warn(
          "Gateway {} did not answer for {} results: {}",
          call.addressee().replyTo(),
          call.decisions().size(),
          e.getMessage());
      tally.silent(call.addressee().replyTo());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
