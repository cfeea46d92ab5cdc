package io.seckill.system.simulation;

import io.seckill.seckill.decision.Sale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The shoppers: they buy, ask again with the same key, and ask what became of it. */
final class Crowd implements World.Actor {

  private final Cluster cluster;
  private final World world;
  private final List<Purchase> purchases = new ArrayList<>();
  private final boolean repeating;
  private int left;
  private int keys;

  /** One wish to buy, and all that was said about it. */
  static final class Purchase {
    final String saleId;
    final String userId;
    final int quantity;
    final String key;
    final int waitSeconds;
    final List<GatewayProcess> askedAt = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final Set<Long> refusedTries = new HashSet<>();
    String requestId = "";

    Purchase(String saleId, String userId, int quantity, String key, int waitSeconds) {
      this.saleId = saleId;
      this.userId = userId;
      this.quantity = quantity;
      this.key = key;
      this.waitSeconds = waitSeconds;
    }

    boolean wasTold(String outcome) {
      return told.contains(outcome);
    }
  }

  Crowd(Cluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world;
    this.repeating = cluster.sabotage.everybodyRepeats();
    this.left = 2 + world.pick(9);
  }

  List<Purchase> purchases() {
    return purchases;
  }

  @Override
  public boolean act() {
    if (world.isCalm()) {
      return false;
    }
    if (purchases.isEmpty() || (left > 0 && world.chance(0.6))) {
      left--;
      Sale sale = cluster.sales.get(world.pick(cluster.sales.size()));
      String user = "user" + world.pick(world.plan.users);
      String key = world.chance(repeating ? 1 : 0.3) ? "key" + keys++ : null;
      int wait = world.chance(0.3) ? 1 + world.pick(10) : 0;
      buy(new Purchase(sale.saleId(), user, 1 + world.pick(2), key, wait));
      return true;
    }
    if (world.chance(0.7)) {
      return false;
    }
    Purchase earlier = purchases.get(world.pick(purchases.size()));
    if (earlier.askedAt.isEmpty()) {
      return false;
    }
    if (earlier.key != null && world.chance(repeating ? 0.7 : 0.4)) {
      buy(earlier, anyGateway());
    } else {
      ask(earlier, anyGateway());
    }
    return true;
  }

  /** For the first time, at any gateway. */
  void buy(Purchase purchase) {
    purchases.add(purchase);
    buy(purchase, anyGateway());
  }

  private GatewayProcess anyGateway() {
    return cluster.gateways.get(world.pick(cluster.gateways.size()));
  }

  private void buy(Purchase purchase, GatewayProcess at) {
    if (!at.machine.awake()) {
      return;
    }
    purchase.askedAt.add(at);
    long drawn = purchases.size();
    purchase.requestId =
        at.gateway.buy(
            purchase.saleId,
            purchase.userId,
            purchase.quantity,
            purchase.key,
            drawn,
            purchase.waitSeconds,
            (outcome, status) -> {
              if (at.machine.alive()) {
                world.trace.say(
                    at.machine.name, "%d %s %s", status, outcome, Said.brief(purchase.requestId));
                purchase.told.add(outcome);
                if (Guarantees.REFUSALS.contains(outcome)) {
                  purchase.refusedTries.add(at.gateway.tryOf(purchase.requestId));
                }
              }
            });
    world.trace.say(
        purchase.userId,
        "buys %d of %s at %s: %s %s",
        purchase.quantity,
        purchase.saleId,
        at.machine.name,
        Said.brief(purchase.requestId),
        purchase.key);
  }

  /** GET of the request, at any gateway. */
  void ask(Purchase purchase, GatewayProcess at) {
    if (!at.machine.awake() || purchase.requestId.isEmpty()) {
      return;
    }
    at.gateway.ask(
        purchase.requestId,
        body -> {
          String outcome = outcome(body);
          world.trace.say(
              at.machine.name, "says of %s: %s", Said.brief(purchase.requestId), outcome);
          if (!outcome.isEmpty() && !outcome.equals("PENDING")) {
            purchase.told.add(outcome);
          }
        });
  }

  /** Empty where there is none. */
  static String outcome(String body) {
    String name = "\"outcome\":\"";
    int from = body.indexOf(name);
    return from < 0
        ? ""
        : body.substring(from + name.length(), body.indexOf('"', from + name.length()));
  }
}
