package io.seckill.dashboard;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this dashboard and the others are.
 *
 * @param host the host name others reach this process by
 * @param dashboards the services' dashboards as {@code name=URL}, http or https, in the order of
 *     the flow; a name is the service's without {@code -service}
 * @param neighbours where this process itself reaches the services, as {@code name=URL}; none:
 *     where {@code dashboards} says, which are the readers' addresses
 * @param dashboardStreamsMax pages that may follow this service live at the same time (1 to 1000);
 *     the next gets 503
 */
@ConfigurationProperties("seckill")
record DashboardSettings(
    @DefaultValue("127.0.0.1") String host,
    @DefaultValue({
          "gateway=http://127.0.0.1:8080",
          "seckill=http://127.0.0.1:8081",
          "order=http://127.0.0.1:8082",
          "notification=http://127.0.0.1:8083",
          "stats=http://127.0.0.1:8084"
        })
        List<String> dashboards,
    @DefaultValue({}) List<String> neighbours,
    @DefaultValue("50") int dashboardStreamsMax) {

  DashboardSettings {
    if (dashboardStreamsMax < 1 || dashboardStreamsMax > 1000) {
      throw new IllegalArgumentException(
          "seckill.dashboard-streams-max: %d (expected: 1 to 1000)".formatted(dashboardStreamsMax));
    }
    dashboards = List.copyOf(dashboards);
    dashboards.forEach(Link::parse);
    neighbours = List.copyOf(neighbours);
    neighbours.forEach(Link::parse);
  }

  List<Link> links() {
    return dashboards.stream().map(Link::parse).toList();
  }

  /** What this process asks, where the readers of its page follow {@link #links()}. */
  List<Link> asked() {
    return neighbours.isEmpty() ? links() : neighbours.stream().map(Link::parse).toList();
  }

  /** A dashboard of the system. */
  record Link(String name, String url) {

    static Link parse(String nameAndUrl) {
      int equals = nameAndUrl.indexOf('=');
      String url = nameAndUrl.substring(equals + 1).strip();
      if (equals < 1 || !isHttp(url)) {
        throw new IllegalArgumentException(
            "seckill.dashboards: '%s' (expected: name=http://host:port)".formatted(nameAndUrl));
      }
      return new Link(nameAndUrl.substring(0, equals).strip(), url);
    }

    /** The page makes links of these, so that nothing but http may pass (no javascript:). */
    private static boolean isHttp(String url) {
      try {
        String scheme = URI.create(url).getScheme();
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
