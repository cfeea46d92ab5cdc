package io.seckill.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;

/** Reads Spring Boot's health indicators. */
final class ActuatorHealth implements HealthWatch {

  private static final Set<Status> DOWN = Set.of(Status.DOWN, Status.OUT_OF_SERVICE);

  /** They tell of this process, not of something it depends on; named only where they are down. */
  private static final Set<String> OWN = Set.of("ping", "ssl", "livenessState", "readinessState");

  private final HealthEndpoint endpoint;

  ActuatorHealth(HealthEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public List<Component> components() {
    List<Component> components = new ArrayList<>();
    collect("", endpoint.health(), components);
    return components;
  }

  private static void collect(String name, HealthDescriptor health, List<Component> components) {
    if (health instanceof CompositeHealthDescriptor composite) {
      Map<String, HealthDescriptor> parts = composite.getComponents();
      if (parts != null) {
        parts.forEach((part, descriptor) -> collect(inside(name, part), descriptor, components));
      }
      return;
    }
    boolean up = !DOWN.contains(health.getStatus());
    if (!up || !OWN.contains(name)) {
      components.add(new Component(name, up));
    }
  }

  private static String inside(String name, String part) {
    return name.isEmpty() ? part : name + "/" + part;
  }
}
