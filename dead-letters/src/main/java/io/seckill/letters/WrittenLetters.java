package io.seckill.letters;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records whose letters this process has written: a batch that is tried again, for hours while
 * a database is down, comes with the same records each time. Another process, or this one after a
 * crash, knows nothing of it and writes a letter again.
 */
final class WrittenLetters {

  /** More than all consumers of a process hold at once; about 2 MB. */
  static final int REMEMBERED_MAX = 10_000;

  private final Map<Place, Boolean> places =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /** The time as well: a topic that was made anew counts its offsets from 0 again. */
  private record Place(String topic, int partition, long offset, long timestamp) {

    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.topic(), record.partition(), record.offset(), record.timestamp());
    }
  }

  synchronized boolean contain(ConsumerRecord<?, ?> record) {
    return places.containsKey(Place.of(record));
  }

  synchronized void add(ConsumerRecord<?, ?> record) {
    places.put(Place.of(record), true);
  }
}
