package io.seckill.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.seckill.orders.feed.OrderDeadLetters;
import io.seckill.tracing.Traces;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts delivery together as its settings say. */
@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

  @Bean
  SmsSender smsSender(DeliverySettings settings, JsonMapper json, Clock clock) {
    return switch (settings.sender()) {
      case LOG -> new LogSmsSender();
      case HTTP -> {
        URI provider = Objects.requireNonNull(settings.url(), "checked by the settings");
        yield new HttpSmsSender(provider, settings, json, clock);
      }
    };
  }

  @Bean
  SmsQueue smsQueue(JdbcClient jdbc, Clock clock, DeliverySettings settings) {
    return new SmsQueue(jdbc, clock, settings);
  }

  @Bean
  DeadLetters messageDeadLetters(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      OrderDeadLetters topic,
      Clock clock) {
    return new DeadLetters(jdbc, new TransactionTemplate(transactions), topic, clock);
  }

  @Bean
  Delivery delivery(
      SmsQueue queue,
      SmsSender sender,
      DeadLetters deadLetters,
      DeliverySettings settings,
      MeterRegistry meters,
      Traces traces,
      Clock clock) {
    return new Delivery(
        queue,
        sender,
        deadLetters,
        new Retries(new Backoff(settings, new Random()), settings, clock),
        settings,
        new DeliveryMeters(meters, queue),
        traces,
        clock);
  }
}
