package io.seckill.stack.audit;

/** Who holds how many units, by the number of a request. */
final class Holdings {

  private int[] usersFromOne = {};
  private int[] quantities = {};

  void put(int request, int user, int quantity) {
    usersFromOne = Columns.withRoomFor(usersFromOne, request + 1);
    quantities = Columns.withRoomFor(quantities, request + 1);
    usersFromOne[request] = user + 1;
    quantities[request] = quantity;
  }

  boolean has(int request) {
    return request < usersFromOne.length && usersFromOne[request] > 0;
  }

  boolean has(int request, int user, int quantity) {
    return has(request) && user(request) == user && quantity(request) == quantity;
  }

  /** Only where there is one. */
  int user(int request) {
    return usersFromOne[request] - 1;
  }

  /** Only where there is one. */
  int quantity(int request) {
    return quantities[request];
  }
}
