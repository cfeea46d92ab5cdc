package io.seckill.dashboard;

import java.util.List;

/**
 * Something that a reader of the page may have the service do: a form whose numbers are sent as
 * JSON by {@code POST} to the service itself, and a button that ends it by {@code DELETE}.
 *
 * @param path from the root of the service without a slash
 * @param start what the button says that begins it
 * @param stop what the button says that ends it
 */
public record Action(String path, String start, String stop, List<Field> fields) {

  public Action {
    Search.requireOwn(path);
    fields = List.copyOf(fields);
  }

  /**
   * A whole number to fill in.
   *
   * @param name of the member in JSON
   * @param label what it is called on the page
   * @param value what stands there first
   * @param min the smallest that may be sent
   * @param max the largest
   */
  public record Field(String name, String label, long value, long min, long max) {}
}
