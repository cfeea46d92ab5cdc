package io.seckill.dashboard;

import java.net.URI;
import java.util.Optional;

/** Where the other services of the system are: at the addresses that the page links to. */
public final class Neighbours {

  private final DashboardSettings settings;

  Neighbours(DashboardSettings settings) {
    this.settings = settings;
  }

  /** The first instance of a service, named without {@code -service}. */
  public Optional<URI> first(String service) {
    return settings.links().stream()
        .filter(link -> link.name().equals(service))
        .map(link -> URI.create(link.url().endsWith("/") ? link.url() : link.url() + "/"))
        .findFirst();
  }
}
