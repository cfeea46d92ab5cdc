package io.seckill.stack.sale;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.seckill.stack.sale.Answer.Claim;
import io.seckill.stack.sale.Violation.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides, from values alone, where what was told and what the system says differ. */
final class Comparison {

  private final Map<String, DecidedLater> decidedLater;
  private final Map<String, List<OrderSeen>> ordersByUser;
  private final int quantity;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * @param decidedLater by request id
   * @param orders all of the sale; those of users who are not among the told are somebody else's
   * @param quantity units each shopper asked for
   */
  Comparison(Map<String, DecidedLater> decidedLater, Collection<OrderSeen> orders, int quantity) {
    this.decidedLater = decidedLater;
    this.quantity = quantity;
    this.ordersByUser =
        orders.stream().filter(OrderSeen::wasGot).collect(groupingBy(OrderSeen::userId));
  }

  List<Violation> violations(Collection<Told> told) {
    violations.clear();
    told.forEach(this::compare);
    return List.copyOf(violations);
  }

  private void compare(Told told) {
    List<OrderSeen> got = ordersByUser.getOrDefault(told.userId(), List.of());
    switch (told.answer().claim()) {
      case ORDER -> expectOrder(told, told.orderId(), "told SUCCESS", got);
      case NO_ORDER -> expectNone(told, "told " + told.answer(), got);
      case NONE -> compareToldNothing(told, got);
    }
  }

  private void compareToldNothing(Told told, List<OrderSeen> standing) {
    String requestId = told.requestId();
    if (requestId == null) {
      // The shopper cannot know the request's id. An order may stand; then its URL must confirm it.
      standing.forEach(order -> expectConfirmed(told, order));
      if (standing.size() > 1) {
        expectOrder(told, null, "told nothing", standing);
      }
      return;
    }
    DecidedLater later = decidedLater.getOrDefault(requestId, DecidedLater.PENDING);
    String heard = "told %s, %s then said %s".formatted(told.answer(), requestId, later.outcome());
    switch (later.claim()) {
      case ORDER -> expectOrder(told, later.orderId(), heard, standing);
      case NO_ORDER -> expectNone(told, heard, standing);
      case NONE -> {
        if (later.isPending()) {
          add(Kind.NEVER_DECIDED, told, heard + " to the end");
        } else {
          expectNone(told, heard, standing);
        }
      }
    }
  }

  private void expectOrder(
      Told told, @Nullable String orderId, String heard, List<OrderSeen> standing) {
    if (standing.isEmpty()) {
      add(
          Kind.SUCCESS_WITHOUT_ORDER,
          told,
          "%s with order %s; standing orders: none (expected: exactly that one)"
              .formatted(heard, orderId));
      return;
    }
    OrderSeen first = standing.get(0);
    boolean same = standing.size() == 1 && first.orderId().equals(orderId);
    if (!same || first.quantity() != quantity) {
      add(
          Kind.SUCCESS_WITH_OTHER_ORDER,
          told,
          "%s with order %s of %d; standing orders: %s (expected: exactly that one)"
              .formatted(heard, orderId, quantity, names(standing)));
    }
  }

  private void expectNone(Told told, String heard, List<OrderSeen> standing) {
    if (!standing.isEmpty()) {
      add(
          Kind.FAILURE_WITH_ORDER,
          told,
          "%s; standing orders: %s (expected: none)".formatted(heard, names(standing)));
    }
  }

  private void expectConfirmed(Told told, OrderSeen order) {
    DecidedLater later = decidedLater.getOrDefault(order.requestId(), DecidedLater.PENDING);
    if (later.claim() != Claim.ORDER || !order.orderId().equals(later.orderId())) {
      add(
          Kind.ORDER_NOT_CONFIRMED,
          told,
          "told %s, order %s stands; its request says %s (expected: SUCCESS with that order)"
              .formatted(told.answer(), order.orderId(), later));
    }
  }

  private void add(Kind kind, Told told, String sentence) {
    violations.add(new Violation(kind, told.userId(), sentence));
  }

  private static String names(List<OrderSeen> orders) {
    return orders.stream()
        .map(order -> "%s of %d".formatted(order.orderId(), order.quantity()))
        .collect(joining(", "));
  }
}
