package io.seckill.gateway.purchase;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.gateway.handoff.Ledger;
import io.seckill.gateway.purchase.waiting.Deadlines;
import io.seckill.gateway.purchase.waiting.Entry;
import io.seckill.gateway.purchase.waiting.Register;
import io.seckill.gateway.purchase.waiting.RequestId;
import io.seckill.gateway.purchase.waiting.RequestKey;
import io.seckill.gateway.purchase.waiting.WaitingSettings;
import io.seckill.gateway.reply.OpenedReply;
import io.seckill.gateway.reply.ResultTaker;
import io.seckill.gateway.sale.Sales;
import io.seckill.system.simulation.Wiring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the gateway to the simulator: its shoppers, its results, its sweep. */
public final class OpenedGateway {

  private final Register register;
  private final Deadlines deadlines;
  private final Closing closing;
  private final Purchase purchase;
  private final RequestEndpoint requests;
  private final OpenedReply replies;

  /** All of it, put together by the wiring and by production's own configuration. */
  public OpenedGateway(Wiring wiring) {
    WaitingRoom room = new WaitingRoom();
    WaitingSettings settings = wiring.the(WaitingSettings.class);
    register = room.register(settings);
    closing = wiring.the(Closing.class);
    deadlines =
        room.deadlines(
            register,
            wiring.the(Ledger.class),
            closing,
            settings,
            wiring.the(Clock.class),
            wiring.the(MeterRegistry.class));
    ResultTaker taker = room.resultTaker(register, wiring.the(Sales.class));
    wiring.with(register, deadlines, taker);
    replies = new OpenedReply(wiring);
    purchase = wiring.the(Purchase.class);
    requests = wiring.the(RequestEndpoint.class);
  }

  /** Settings with a deadline that is shorter than any shopper would take it. */
  public static Object deadline(int millis) {
    return new PurchaseSettings(millis);
  }

  /**
   * One POST; answers the id of the request.
   *
   * @param key the idempotency key, null where there is none
   * @param drawn what is the request's key then
   * @param waitSeconds how long the shopper waits, 0 for the gateway's own deadline
   * @param told hears the answer and its status
   */
  public String buy(
      String saleId,
      String userId,
      int quantity,
      @Nullable String key,
      long drawn,
      int waitSeconds,
      BiConsumer<String, Integer> told) {
    RequestKey made = key == null ? new RequestKey(drawn, drawn) : RequestKey.of(userId, key);
    RequestId id = new RequestId(saleId, made);
    purchase
        .of(
            new Asked(
                id,
                key != null,
                userId,
                null,
                quantity,
                false,
                new Preference(false, waitSeconds),
                null),
            Runnable::run)
        .subscribe(answer -> told.accept(answer.outcome().name(), answer.status()));
    return id.text();
  }

  /** Which try of the request this gateway has; 0 where it has none. */
  public long tryOf(String requestId) {
    RequestId id = RequestId.parse(requestId);
    Entry entry = id == null ? null : register.find(id);
    return entry == null ? 0 : incarnation() + entry.deadlineMillis();
  }

  /** One GET of a request; hears the body, or that it failed. */
  public void ask(String requestId, Consumer<String> told) {
    requests
        .read(requestId)
        .subscribe(
            answer -> {
              byte[] body = answer.getBody();
              told.accept(body == null ? "" : new String(body, StandardCharsets.UTF_8));
            },
            error -> told.accept(""));
  }

  /** gRPC: a batch of results. */
  public DeliverResponse deliver(DeliverRequest results) {
    return replies.deliver(results);
  }

  /** gRPC: a question. */
  public AskResponse ask(AskRequest question) {
    return replies.ask(question);
  }

  public long incarnation() {
    return replies.incarnation();
  }

  public void sweep() {
    deadlines.sweep();
    closing.ask();
  }

  public int pending() {
    return register.pending();
  }
}
