package io.seckill.dashboard;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/** What a service's {@link Dashboard} is declared with, so it is made before that and as needed. */
@AutoConfiguration
@EnableConfigurationProperties(DashboardSettings.class)
class DashboardSourcesAutoConfiguration {

  @Bean
  @Lazy
  Neighbours dashboardNeighbours(DashboardSettings settings) {
    return new Neighbours(settings);
  }

  /** Where the service has meters. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class WithMeters {

    @Bean
    @Lazy
    Meters dashboardMeters(MeterRegistry registry) {
      return new Meters(registry);
    }
  }

  /** Where the service listens to Kafka. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(KafkaListenerEndpointRegistry.class)
  static class WithListeners {

    @Bean
    @Lazy
    KafkaLag dashboardKafkaLag(KafkaListenerEndpointRegistry listeners) {
      return new KafkaLag(listeners);
    }
  }

  /** Where the service has both, meters and Kafka. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterRegistry.class, KafkaAdmin.class})
  static class WithDeadLetters {

    @Bean
    @Lazy
    DeadLetterDepth dashboardDeadLetters(KafkaAdmin admin, MeterRegistry meters) {
      return new DeadLetterDepth(admin.getConfigurationProperties(), meters, System::nanoTime);
    }
  }
}
