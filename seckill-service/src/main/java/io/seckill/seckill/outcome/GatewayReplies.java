package io.seckill.seckill.outcome;

import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Verdict;
import io.seckill.seckill.decision.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private final GatewayCalls calls;
  private final SalesAddress salesAddress;
  private final Tally tally = new Tally();

  GatewayReplies(Delivery gateways, GatewayCalls calls, SalesAddress salesAddress) {
    this.gateways = gateways;
    this.calls = calls;
    this.salesAddress = salesAddress;
  }

  /** What each gateway was told since the start, by its address. */
  public Map<String, Told> told() {
    return tally.byGateway();
  }

  /**
   * Tells the decisions.
   *
   * @param asker who asked for those that may have been decided before; 0 where nobody did
   * @return those that the gateway had already decided otherwise
   */
  public List<Decision> tell(List<Decision> decisions, long asker) {
    Map<Addressee, List<Decision>> untold = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      untold
          .computeIfAbsent(Addressee.of(decision.request()), a -> new ArrayList<>())
          .add(decision);
    }
    List<Decision> decidedOtherwise = new ArrayList<>();
    Function<Addressee, List<Decision>> all = to -> untold.getOrDefault(to, List.of());
    Set<Addressee> silent =
        calls.<DeliverResponse>each(
            untold.keySet(),
            (to, attempt, millis) ->
                gateways.begin(to.replyTo(), message(to, all.apply(to), asker), attempt, millis),
            (to, response) -> take(to, response, all.apply(to), decidedOtherwise));
    silent.forEach(to -> tally.silent(to.replyTo()));
    return decidedOtherwise;
  }

  private DeliverRequest message(Addressee to, List<Decision> decisions, long asker) {
    DeliverRequest.Builder request =
        DeliverRequest.newBuilder()
            .setGatewayIncarnation(to.incarnation())
            .setSalesAddress(salesAddress.hostAndPort())
            .setAsker(asker);
    for (Decision decision : decisions) {
      request.addResults(Results.toWire(decision));
    }
    return request.build();
  }

  private boolean take(
      Addressee from,
      DeliverResponse response,
      List<Decision> decisions,
      List<Decision> decidedOtherwise) {
    List<Verdict> verdicts = response.getVerdictsList();
    if (verdicts.size() != decisions.size()) {
      log.warn(
          "verdicts from {}: {} (expected: {})", from.replyTo(), verdicts.size(), decisions.size());
      return false;
    }
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) == Verdict.VERDICT_DECIDED_OTHERWISE) {
        decidedOtherwise.add(decisions.get(i));
      }
    }
    tally.answered(from.replyTo(), verdicts.size());
    return true;
  }
}
