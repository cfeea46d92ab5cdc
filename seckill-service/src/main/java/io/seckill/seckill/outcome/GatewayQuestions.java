package io.seckill.seckill.outcome;

import io.grpc.Status;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.Standing;
import io.seckill.seckill.decision.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks gateways for requests that an earlier delivery may have refused already. What its gateway
 * has not decided, the asker may decide, and nobody who came before him may refuse it any more.
 */
@Component
public class GatewayQuestions {

  private final Delivery gateways;
  private final GatewayCalls calls;

  GatewayQuestions(Delivery gateways, GatewayCalls calls) {
    this.gateways = gateways;
    this.calls = calls;
  }

  /**
   * Asks, and takes over what is undecided.
   *
   * @param asker tells this asker from every other one, not 0
   * @return those that nobody was told anything of; not those of a gateway that does not answer
   */
  public Set<Request> undecided(List<Request> requests, long asker) {
    Map<Addressee, List<Request>> byGateway = new LinkedHashMap<>();
    for (Request request : requests) {
      byGateway.computeIfAbsent(Addressee.of(request), a -> new ArrayList<>()).add(request);
    }
    Set<Request> undecided = new HashSet<>();
    Set<Addressee> unused =
        calls.each(
            byGateway.keySet(),
            (to, attempt, millis) ->
                gateways.ask(
                    to.replyTo(),
                    message(to, byGateway.getOrDefault(to, List.of()), asker),
                    attempt,
                    millis),
            new Answers(byGateway, undecided));
    return undecided;
  }

  private static AskRequest message(Addressee to, List<Request> requests, long asker) {
    AskRequest.Builder message =
        AskRequest.newBuilder().setGatewayIncarnation(to.incarnation()).setAsker(asker);
    requests.forEach(
        request ->
            message
                .addRequestIds(request.requestId())
                .addDeadlinesEpochMillis(request.deadlineMillis()));
    return message.build();
  }

  private record Answers(Map<Addressee, List<Request>> byGateway, Set<Request> undecided)
      implements GatewayCalls.Take<AskResponse> {

    @Override
    public boolean answered(Addressee from, AskResponse response) {
      List<Request> requests = byGateway.getOrDefault(from, List.of());
      if (response.getStandingsCount() != requests.size()) {
        return false;
      }
      for (int i = 0; i < requests.size(); i++) {
        if (response.getStandings(i) == Standing.STANDING_UNDECIDED) {
          undecided.add(requests.get(i));
        }
      }
      return true;
    }

    /** During an update: an older gateway cannot be asked, and all of it is decided as ever. */
    @Override
    public boolean failed(Addressee from, @Nullable Throwable error) {
      boolean older =
          error != null && Status.fromThrowable(error).getCode() == Status.Code.UNIMPLEMENTED;
      if (older) {
        undecided.addAll(byGateway.getOrDefault(from, List.of()));
      }
      return older;
    }
  }
}
