package io.seckill.stack.audit;

import java.util.stream.IntStream;

/**
 * Everything that the stores hold of one sale; the checks decide from this alone. Requests and
 * users have numbers, from 0: a sale may have a million of either, so what is known of each is a
 * few bytes in arrays (about a hundred for an order of a user of its own).
 */
final class SaleFacts {

  private final String saleId;
  private final Ids requests;
  private final Ids users = new Ids("");
  private final Holdings ledger = new Holdings();
  private final Holdings orders = new Holdings();
  private final Holdings redis = new Holdings();
  private final Marks marks = new Marks();
  private int[] countedUnits = {};

  private Terms terms = new Terms(0, 0);
  private boolean announced;
  private Inventory inventory = new Inventory(false, 0, 0);
  private Stats stats = new Stats(0, 0, 0, 0, 0);

  SaleFacts(String saleId) {
    this.saleId = saleId;
    this.requests = new Ids(saleId + ".");
  }

  /**
   * The first record of the sale in topic {@code seckill.sales}.
   *
   * @param stock 0 where the topic has no such sale: then nothing may be sold
   * @param perUser 0 likewise
   */
  record Terms(int stock, int perUser) {}

  /**
   * The sale in Redis, its reservations aside.
   *
   * @param fenceUp whether what Redis holds is what stock is sold from. Else, after a restart or a
   *     loss, it is only an old view: the sale's next request has it rebuilt from the ledger. Then
   *     the rest is 0 and there are no reservations
   * @param stock units at the start
   * @param remaining units that can still be had
   */
  record Inventory(boolean fenceUp, long stock, long remaining) {}

  /** What stats-service counted. */
  record Stats(
      long ordersCreated, long ordersPaid, long ordersCancelled, long unitsSold, long buyers) {}

  /** Only the first announcement of a sale counts. */
  void announced(int stock, int perUser) {
    if (!announced) {
      announced = true;
      terms = new Terms(stock, perUser);
    }
  }

  /** RESERVED in the ledger; the first entry of each request counts. */
  void reserved(String requestId, String userId, int quantity) {
    int request = requests.numberOf(requestId);
    int user = users.numberOf(userId);
    if (!ledger.has(request)) {
      ledger.put(request, user, quantity);
    } else if (!ledger.has(request, user, quantity)) {
      marks.contradictory(request);
    }
  }

  /** CANCELLED in the ledger. */
  void cancelled(String requestId) {
    marks.cancelled(requests.numberOf(requestId));
  }

  /** A row of the order table. */
  void order(String requestId, String userId, int quantity, OrderStatus status) {
    int request = requests.numberOf(requestId);
    orders.put(request, users.numberOf(userId), quantity);
    marks.status(request, status);
  }

  /** An event on topic {@code orders}, once or more often. */
  void told(String orderId, EventKind event) {
    marks.told(requests.numberOf(orderId), event);
  }

  /** A row of the table of notifications. */
  void notified(String orderId, EventKind event, NotificationStatus status) {
    marks.notification(requests.numberOf(orderId), event, status);
  }

  void inventory(Inventory read) {
    inventory = read;
  }

  /** A reservation in Redis; the same one again changes nothing. */
  void heldInRedis(String requestId, String userId, int quantity) {
    redis.put(requests.numberOf(requestId), users.numberOf(userId), quantity);
  }

  /** What Redis counts against a user's limit. */
  void countedInRedis(String userId, int units) {
    int user = users.numberOf(userId);
    countedUnits = Columns.withRoomFor(countedUnits, user + 1);
    countedUnits[user] = units;
  }

  void stats(Stats read) {
    stats = read;
  }

  String saleId() {
    return saleId;
  }

  Terms terms() {
    return terms;
  }

  Inventory inventory() {
    return inventory;
  }

  Stats stats() {
    return stats;
  }

  Marks marks() {
    return marks;
  }

  /** The numbers of all requests that any store knows. */
  IntStream requests() {
    return IntStream.range(0, requests.size());
  }

  String requestId(int request) {
    return requests.id(request);
  }

  /** The numbers of all users that any store knows. */
  IntStream users() {
    return IntStream.range(0, users.size());
  }

  String userId(int user) {
    return users.id(user);
  }

  /** Units that Redis counts against a user's limit. */
  int counted(int user) {
    return user < countedUnits.length ? countedUnits[user] : 0;
  }

  /** Reservations that nothing cancelled. */
  Held standingInLedger() {
    return new Held("the ledger", ledger, request -> !marks.isCancelled(request));
  }

  /** Orders that hold units. */
  Held standingOrders() {
    return new Held("orders", orders, request -> marks.status(request).stands());
  }

  Held inRedis() {
    return new Held("Redis", redis, request -> true);
  }

  /** What a request holds, for messages. */
  String units(Held held, int request) {
    return held.at(request)
        ? "%d of %s"
            .formatted(held.holdings().quantity(request), userId(held.holdings().user(request)))
        : "nothing";
  }

  long count(Held held) {
    return requests().filter(held::at).count();
  }

  long unitsIn(Held held) {
    return requests().mapToLong(held::quantity).sum();
  }

  /** Units in a store by the number of their user. */
  long[] unitsByUser(Held held) {
    long[] units = new long[users.size()];
    requests()
        .filter(held::at)
        .forEach(request -> units[held.holdings().user(request)] += held.quantity(request));
    return units;
  }
}
