package io.seckill.seckill;

import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.seckill.decision.Sale;
import io.seckill.seckill.intake.Arrival;
import io.seckill.seckill.inventory.Answer;
import io.seckill.seckill.inventory.Answers;
import io.seckill.seckill.inventory.Claim;
import io.seckill.seckill.inventory.FenceDownException;
import io.seckill.seckill.risk.RiskRules;
import io.seckill.seckill.sale.SaleCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The shop's counter: risk control and inventory together decide. Whoever is refused before the
 * inventory, too late or by a rule, is still looked up there: a repeat that holds units already
 * must be finished, not refused.
 */
@Component
class Counter {

  private final SaleCatalog catalog;
  private final RiskRules risk;
  private final StockKeeper stockKeeper;

  Counter(SaleCatalog catalog, RiskRules risk, StockKeeper stockKeeper) {
    this.catalog = catalog;
    this.risk = risk;
    this.stockKeeper = stockKeeper;
  }

  /** A request that holds units, and the sale they are of. */
  record Success(Request request, Sale sale) {}

  /**
   * A batch after the inventory.
   *
   * @param answers what gateways are to be told
   * @param successes those that need a ledger entry first
   * @param fences under which fence each sale was served
   * @param expired requests that were dropped: too late, or perhaps refused before
   */
  record Served(
      List<Decision> answers, List<Success> successes, Map<Sale, String> fences, int expired) {}

  private record Customer(Arrival arrival, @Nullable Result refusal) {

    Claim claim() {
      return new Claim(arrival.request(), arrival.maybeRepeated() ? repeat() : first());
    }

    private Claim.Mode first() {
      return refusal == null ? Claim.Mode.RESERVE : Claim.Mode.LOOK_UP;
    }

    /** An instance that stands still may have it too: a refusal must hold for that one as well. */
    private Claim.Mode repeat() {
      return refusal == null ? Claim.Mode.RESERVE_REPEAT : Claim.Mode.LOOK_UP_REPEAT;
    }
  }

  /**
   * Decides the requests of a batch, in their order within each sale.
   *
   * @param undecided those of the maybe repeated that nobody was told anything of
   */
  Served serve(List<Arrival> arrivals, Set<Request> undecided) {
    Served served =
        new Served(new ArrayList<>(arrivals.size()), new ArrayList<>(), new HashMap<>(), 0);
    int expired = 0;
    Map<Sale, List<Customer>> bySale = new LinkedHashMap<>();
    Map<String, Optional<Sale>> sales = new HashMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival.late() && !arrival.maybeRepeated()) {
        // Nobody waits for it and it can hold nothing: it costs no look-up.
        expired++;
        continue;
      }
      Sale sale =
          sales
              .computeIfAbsent(
                  arrival.request().saleId(), id -> Optional.ofNullable(catalog.findSurely(id)))
              .orElse(null);
      if (sale == null) {
        served.answers().add(new Decision(arrival.request(), new Result.UnknownSale()));
      } else {
        bySale
            .computeIfAbsent(sale, s -> new ArrayList<>())
            .add(new Customer(arrival, refusal(arrival, undecided, sale)));
      }
    }
    for (Map.Entry<Sale, List<Customer>> entry : bySale.entrySet()) {
      expired += serve(entry.getKey(), entry.getValue(), served);
    }
    return new Served(served.answers(), served.successes(), served.fences(), expired);
  }

  private @Nullable Result refusal(Arrival arrival, Set<Request> undecided, Sale sale) {
    if (arrival.late()) {
      return new Result.Expired();
    }
    boolean anew = !arrival.maybeRepeated() || undecided.contains(arrival.request());
    return anew ? risk.refuse(arrival.request(), sale) : new Result.NotAnew();
  }

  /** Those that may be cancelled: no other try of them holds units, nor will. */
  List<Request> close(List<Request> tries) {
    Map<String, List<Request>> bySale = new LinkedHashMap<>();
    for (Request each : tries) {
      bySale.computeIfAbsent(each.saleId(), id -> new ArrayList<>()).add(each);
    }
    List<Request> closed = new ArrayList<>();
    bySale.forEach(
        (saleId, ofSale) -> {
          Sale sale = catalog.findSurely(saleId);
          List<Boolean> may = sale == null ? List.of() : stockKeeper.close(sale, ofSale);
          for (int i = 0; i < may.size(); i++) {
            if (may.get(i)) {
              closed.add(ofSale.get(i));
            }
          }
        });
    return closed;
  }

  /** Throws where a fence fell since: what was reserved under it may not be counted any more. */
  void requireSameFences(Served served) {
    for (Success success : served.successes()) {
      String fence = served.fences().remove(success.sale());
      if (fence != null && !fence.equals(stockKeeper.fence(success.sale()))) {
        throw new FenceDownException(success.sale().saleId());
      }
    }
  }

  private int serve(Sale sale, List<Customer> customers, Served served) {
    List<Claim> claims = customers.stream().map(Customer::claim).toList();
    Answers answers = stockKeeper.reserve(sale, claims);
    served.fences().put(sale, answers.stock().fence());
    int expired = 0;
    for (int i = 0; i < customers.size(); i++) {
      Request request = customers.get(i).arrival().request();
      Result result = result(answers.each().get(i), customers.get(i).refusal(), sale);
      if (result instanceof Result.Expired || result instanceof Result.NotAnew) {
        expired++;
        continue;
      }
      served.answers().add(new Decision(request, result));
      if (result instanceof Result.Success) {
        served.successes().add(new Success(request, sale));
      }
    }
    return expired;
  }

  static Result result(Answer answer, @Nullable Result refusal, Sale sale) {
    return switch (answer.kind()) {
      case RESERVED, HELD -> new Result.Success();
      case LEFT_ALONE -> new Result.NotAnew();
      case HELD_OTHERWISE -> new Result.KeyReused();
      case CANCELLED -> new Result.Cancelled();
      case EXPIRED -> new Result.Expired();
      case SOLD_OUT -> new Result.SoldOut();
      case OVER_LIMIT -> new Result.LimitExceeded(sale.perUser(), answer.earlierRequestId());
      case NOT_HELD -> {
        if (refusal == null) {
          throw new IllegalStateException("answer: NOT_HELD (expected: only to a look-up)");
        }
        yield refusal;
      }
    };
  }
}
