package io.seckill.dashboard;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the other services of the system are, seen from this process. */
public final class Neighbours {

  private final DashboardSettings settings;

  Neighbours(DashboardSettings settings) {
    this.settings = settings;
  }

  /** The first instance of a service, named without {@code -service}. */
  public Optional<URI> first(String service) {
    return Optional.ofNullable(all().get(service));
  }

  /** All instances that are known, by name, in the order of the flow. */
  Map<String, URI> all() {
    Map<String, URI> all = new LinkedHashMap<>();
    settings.asked().forEach(link -> all.put(link.name(), base(link.url())));
    return all;
  }

  private static URI base(String url) {
    return URI.create(url.endsWith("/") ? url : url + "/");
  }
}
