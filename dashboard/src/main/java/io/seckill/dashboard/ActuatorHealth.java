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

  private final HealthEndpoint endpoint;

  ActuatorHealth(HealthEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public List<String> down() {
    List<String> names = new ArrayList<>();
    collect("", endpoint.health(), names);
    return names;
  }

  private static void collect(String name, HealthDescriptor health, List<String> names) {
    if (health instanceof CompositeHealthDescriptor composite) {
      Map<String, HealthDescriptor> parts = composite.getComponents();
      if (parts != null) {
        parts.forEach((part, descriptor) -> collect(inside(name, part), descriptor, names));
      }
    } else if (DOWN.contains(health.getStatus())) {
      names.add(name);
    }
  }

  private static String inside(String name, String part) {
    return name.isEmpty() ? part : name + "/" + part;
  }
}
