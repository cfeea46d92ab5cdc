package io.seckill.gateway.purchase;

import io.seckill.dashboard.Footprints;
import io.seckill.dashboard.Step;
import io.seckill.dashboard.Waypoint;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.Register;
import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.gateway.purchase.waiting.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the register remembers of a request: when it came, and when its shopper was answered. */
@Component
final class RequestFootprints implements Footprints {

  private final Register register;

  RequestFootprints(Register register) {
    this.register = register;
  }

  @Override
  public List<Step> of(String requestId) {
    RequestId id = RequestId.parse(requestId);
    Entry entry = id == null ? null : register.find(id);
    if (entry == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Waypoint.ASKED, Instant.ofEpochMilli(entry.askedMillis()), trace(entry)));
    if (entry.answeredMillis() > 0) {
      Instant answered = Instant.ofEpochMilli(entry.answeredMillis());
      steps.add(new Step(Waypoint.ANSWERED, answered, outcome(entry.state())));
    }
    return steps;
  }

  private static String trace(Entry entry) {
    return entry.traceId() == null ? "" : "trace " + entry.traceId();
  }

  private static String outcome(State state) {
    return state instanceof State.Decided decided
        ? decided.outcome().name()
        : state instanceof State.Open open ? open.name() : "";
  }
}
