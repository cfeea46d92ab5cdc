package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka templates of one thread, used again in each run: to make one costs more than a run. */
final class Templates {

  private static final ThreadLocal<Templates> OF_THREAD = ThreadLocal.withInitial(Templates::new);

  private final List<Slot> slots = new ArrayList<>();
  private int taken;

  private Templates() {}

  /** All of them free again. */
  static Templates begin() {
    Templates templates = OF_THREAD.get();
    templates.taken = 0;
    return templates;
  }

  /** One that sends by this producer. */
  KafkaTemplate<byte[], byte[]> over(Producer<byte[], byte[]> producer) {
    if (taken == slots.size()) {
      slots.add(new Slot());
    }
    Slot slot = slots.get(taken++);
    slot.producer = producer;
    return slot.template;
  }

  private static final class Slot {

    private Producer<byte[], byte[]> producer;
    private final ProducerFactory<byte[], byte[]> factory = () -> producer;
    private final KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(factory);
  }
}
