package io.seckill.dashboard;

/** What can happen to one request on its way, and whose work it is. */
public enum Waypoint {
  ASKED("gateway-service", "asked over HTTP"),
  RESERVED("seckill-service", "stock locked, reservation written to the ledger"),
  ANSWERED("gateway-service", "shopper answered"),
  CANCELLED_IN_TIME("gateway-service", "deadline passed, cancellation written to the ledger"),
  CANCELLED_AFTERWARDS("seckill-service", "reservation cancelled in the ledger"),
  ORDERED("order-service", "order made"),
  ORDER_PAID("order-service", "order paid"),
  ORDER_CANCELLED("order-service", "order cancelled"),
  NEVER_ORDERED("order-service", "cancellation noted: there will be no order"),
  MESSAGE_WRITTEN("notification-service", "event heard, message written"),
  MESSAGE_SENT("notification-service", "SMS taken by the provider");

  private final String service;
  private final String words;

  Waypoint(String service, String words) {
    this.service = service;
    this.words = words;
  }

  String service() {
    return service;
  }

  String words() {
    return words;
  }
}
