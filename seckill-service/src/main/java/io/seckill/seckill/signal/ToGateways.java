package io.seckill.seckill.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seckill.contracts.Topics;
import io.seckill.contracts.v1.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Sends signals; one that is lost is made good by the next, so nobody waits for it. */
@Component
class ToGateways {

  private static final Logger log = LoggerFactory.getLogger(ToGateways.class);

  private final KafkaTemplate<byte[], byte[]> kafka;

  ToGateways(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  void send(String about, Signal signal) {
    try {
      var unused =
          kafka
              .send(Topics.SIGNALS, about.getBytes(UTF_8), signal.toByteArray())
              .exceptionally(
                  e -> {
                    log.debug("A signal about {} was lost", about, e);
                    return null;
                  });
    } catch (KafkaException e) {
      log.debug("A signal about {} was not sent", about, e);
    }
  }
}
