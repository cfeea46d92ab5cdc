package io.seckill.dashboard;

import java.util.List;

/**
 * A form above a table that asks the service's own read API; its answer is a page of items, as all
 * lists of this system are.
 *
 * @param path of the API, from the root of the service without a slash: {@code api/orders}
 * @param filters query parameters that narrow the list down
 * @param fields of an item, one for each column of the table
 */
record Search(String path, List<String> filters, List<String> fields) {

  Search {
    requireOwn(path);
    filters = List.copyOf(filters);
    fields = List.copyOf(fields);
  }

  /** A page asks nobody but its own service. */
  static void requireOwn(String path) {
    if (path.isBlank() || path.startsWith("/") || path.contains(":")) {
      throw new IllegalArgumentException(
          "path of the service: '" + path + "' (expected: such as api/orders)");
    }
  }
}
