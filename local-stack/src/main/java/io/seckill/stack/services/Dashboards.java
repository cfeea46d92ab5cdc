package io.seckill.stack.services;

import io.seckill.stack.plan.Service;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where services answer, by the variable through which their dashboards link to each other. */
public final class Dashboards {

  private Dashboards() {}

  /**
   * Base addresses of all instances of a service: those that {@code SECKILL_DASHBOARDS} lists as
   * {@code name=address} or {@code name-2=address}, comma separated; where it lists none, the
   * service's default port here.
   *
   * @throws IllegalArgumentException where an address cannot be understood
   */
  public static List<URI> of(Map<String, String> environment, Service service) {
    List<URI> listed =
        Stream.of(environment.getOrDefault("SECKILL_DASHBOARDS", "").split(",", -1))
            .map(entry -> entry.strip().split("=", 2))
            .filter(entry -> entry.length == 2 && entry[0].matches(service.id() + "(-[0-9]+)?"))
            .map(entry -> URI.create(entry[1]))
            .toList();
    return listed.isEmpty()
        ? List.of(URI.create("http://127.0.0.1:" + service.httpPort()))
        : listed;
  }
}
