package io.seckill.dashboard;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

/** Serves the page of a service that declares a {@link Dashboard}. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration",
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
    })
@ConditionalOnWebApplication
@ConditionalOnBean(Dashboard.class)
@EnableConfigurationProperties(DashboardSettings.class)
class DashboardAutoConfiguration {

  @Bean
  Sampler dashboardSampler(Dashboard dashboard, ObjectProvider<Clock> clock) {
    List<Panel> all = new ArrayList<>(dashboard.panels());
    all.addAll(JvmPanels.list());
    return new Sampler(
        all, dashboard.arrows(), clock.getIfUnique(Clock::systemUTC), System::nanoTime);
  }

  @Bean
  Live dashboardLive(
      Sampler sampler,
      ObjectProvider<HealthWatch> watches,
      ObjectProvider<Clock> clock,
      DashboardSettings settings) {
    return new Live(
        sampler,
        watches.orderedStream().toList(),
        clock.getIfUnique(Clock::systemUTC),
        JsonMapper.shared(),
        settings.dashboardStreamsMax());
  }

  @Bean
  JourneyController dashboardJourneys(ObjectProvider<Footprints> own, Neighbours neighbours) {
    return new JourneyController(new Journeys(own.orderedStream().toList(), neighbours));
  }

  @Bean
  DashboardController dashboardController(
      Dashboard dashboard,
      DashboardSettings settings,
      Sampler sampler,
      Live live,
      Environment environment,
      ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    List<PanelsView.PanelView> views = PanelsView.views(dashboard.panels(), JvmPanels.list());
    List<String> arrows = dashboard.arrows().stream().map(Panel.Line::id).toList();
    Map<String, String> chinese = Wordings.chinese();
    Supplier<PanelsView> panels =
        () ->
            new PanelsView(
                dashboard.service(),
                dashboard.sentence(),
                settings.host() + ":" + environment.getProperty("local.server.port", "?"),
                built == null ? null : built.getVersion(),
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                Live.EVERY.toMillis(),
                History.SAMPLES,
                settings.links(),
                chinese,
                views,
                arrows,
                sampler.past(),
                live.latest());
    return new DashboardController(new PageFiles(), panels, live);
  }

  /** Where the service has Spring Boot's health endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthEndpoint.class)
  static class WithHealth {

    @Bean
    @ConditionalOnBean(HealthEndpoint.class)
    HealthWatch dashboardHealth(HealthEndpoint endpoint) {
      return new ActuatorHealth(endpoint);
    }
  }

  /** Where the service speaks to Kafka. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(KafkaAdmin.class)
  static class WithKafka {

    @Bean
    @ConditionalOnBean(KafkaAdmin.class)
    KafkaWatch dashboardKafka(KafkaAdmin admin) {
      return new KafkaWatch(admin.getConfigurationProperties());
    }
  }
}
