package io.seckill.stack.audit;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Set;

/**
 * Everything that the stores hold of one sale. The checks decide from this alone.
 *
 * @param terms what was announced
 * @param inventory Redis
 * @param ledger topic {@code seckill.reservations}
 * @param orders order-service's table, by order id
 * @param events times each event is on topic {@code orders}
 * @param notifications status of each notification: {@code PENDING}, {@code SENT} or {@code DEAD}
 * @param stats stats-service
 */
record SaleFacts(
    Terms terms,
    Inventory inventory,
    Ledger ledger,
    Map<String, Order> orders,
    Map<Event, Integer> events,
    Map<Event, String> notifications,
    Stats stats) {

  String saleId() {
    return terms.saleId();
  }

  /** Orders that hold units. */
  Map<String, Units> standingOrders() {
    return orders.entrySet().stream()
        .filter(order -> order.getValue().stands())
        .collect(toMap(Map.Entry::getKey, order -> order.getValue().units()));
  }

  /**
   * The first record of the sale in topic {@code seckill.sales}.
   *
   * @param stock 0 where the topic has no such sale: then nothing may be sold
   * @param perUser 0 likewise
   */
  record Terms(String saleId, int stock, int perUser) {}

  /**
   * The sale in Redis.
   *
   * @param fenceUp whether what Redis holds is what stock is sold from. Else, after a restart or a
   *     loss, it is only an old view: the sale's next request has it rebuilt from the ledger. Then
   *     the rest is 0 and empty
   * @param stock units at the start
   * @param remaining units that can still be had
   * @param reservations by request id
   * @param unitsByUser what Redis counts against the limit per user
   */
  record Inventory(
      boolean fenceUp,
      long stock,
      long remaining,
      Map<String, Units> reservations,
      Map<String, Integer> unitsByUser) {}

  /**
   * The sale's entries in the ledger.
   *
   * @param reserved by request id; the first entry of each
   * @param cancelled request ids
   * @param contradictory request ids with RESERVED entries that differ in user or quantity
   */
  record Ledger(Map<String, Units> reserved, Set<String> cancelled, Set<String> contradictory) {

    /** Reservations that nothing cancelled. */
    Map<String, Units> standing() {
      return reserved.entrySet().stream()
          .filter(entry -> !cancelled.contains(entry.getKey()))
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }

  /**
   * A row of the order table.
   *
   * @param status {@code PENDING_PAYMENT}, {@code PAID}, {@code CANCELLED}; {@code PARKED} and
   *     {@code NEVER_MADE} are no orders yet or never were
   */
  record Order(Units units, String status) {

    boolean stands() {
      return status.equals("PENDING_PAYMENT") || status.equals("PAID");
    }

    boolean isCancelled() {
      return status.equals("CANCELLED");
    }

    /** Whether it is or was an order, so that the company heard of it. */
    boolean wasMade() {
      return stands() || isCancelled();
    }
  }

  /**
   * Something that happened to an order.
   *
   * @param kind {@code created}, {@code paid} or {@code cancelled}
   */
  record Event(String orderId, String kind) {

    @Override
    public String toString() {
      return orderId + ":" + kind;
    }
  }

  /** What stats-service counted. */
  record Stats(
      long ordersCreated, long ordersPaid, long ordersCancelled, long unitsSold, long buyers) {}
}
