package io.seckill.stack.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many instances of each service: {@code gateway=2,seckill=3}; one where nothing is said. */
public final class Scale {

  public static final int INSTANCES_MAX = 9;

  private final Map<Service, Integer> counts;

  private Scale(Map<Service, Integer> counts) {
    this.counts = new EnumMap<>(counts);
  }

  /** One of each. */
  public static Scale ones() {
    return new Scale(new EnumMap<>(Service.class));
  }

  /**
   * @param text parts {@code service=count} separated by commas; count 1 to 9
   * @throws IllegalArgumentException a sentence with what was given and what was expected
   */
  public static Scale parse(String text) {
    Map<Service, Integer> counts = new EnumMap<>(Service.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "scale: '%s' (expected: service=count, as in gateway=2,seckill=3)".formatted(part));
      }
      Service service = service(sides[0].strip());
      if (counts.put(service, count(service, sides[1].strip())) != null) {
        throw new IllegalArgumentException("scale: %s is there twice".formatted(service.id()));
      }
    }
    return new Scale(counts);
  }

  public int of(Service service) {
    return counts.getOrDefault(service, 1);
  }

  private static Service service(String name) {
    for (Service service : Service.values()) {
      if (name.equals(service.id()) || name.equals(service.module())) {
        return service;
      }
    }
    throw new IllegalArgumentException(
        "scale: no service '%s' (expected: %s)".formatted(name, String.join(", ", Service.ids())));
  }

  private static int count(Service service, String text) {
    int count = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > INSTANCES_MAX) {
      throw new IllegalArgumentException(
          "scale: %s=%s (expected: 1 to %d)".formatted(service.id(), text, INSTANCES_MAX));
    }
    return count;
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey().id() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
