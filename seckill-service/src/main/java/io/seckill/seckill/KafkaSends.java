package io.seckill.seckill;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

/** How Kafka is written to. */
@Configuration(proxyBeanMethods = false)
class KafkaSends {

  /**
   * Whoever sends says what failed, once for all of it. The usual listener writes several lines for
   * each record: thousands, while Kafka is away.
   */
  @Bean
  ProducerListener<Object, Object> sendersTellOfFailures() {
    return new ProducerListener<>() {};
  }
}
