package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One listener of one process, as Spring's container drives it: a batch is done to its end, tried
 * again in memory where it fails, and committed.
 */
final class Subscriber implements World.Actor {

  private final Machine machine;
  private final Log log;
  private final Group group;
  private final int batchMax;
  private final Function<List<ConsumerRecord<byte[], byte[]>>, BooleanSupplier> listener;
  private final Assigned assigned;
  private final Map<Integer, Integer> positions = new TreeMap<>();
  private final Set<Integer> fresh = new TreeSet<>();
  private List<ConsumerRecord<byte[], byte[]>> batch = List.of();
  private BooleanSupplier steps = () -> false;
  private boolean acting;

  /** Hears of a partition before its first record comes. */
  interface Assigned {
    void assigned(int partition);
  }

  Subscriber(
      Machine machine,
      Log log,
      Group group,
      int batchMax,
      Assigned assigned,
      Function<List<ConsumerRecord<byte[], byte[]>>, BooleanSupplier> listener) {
    this.machine = machine;
    this.log = log;
    this.group = group;
    this.batchMax = batchMax;
    this.assigned = assigned;
    this.listener = listener;
    machine.onExpelled(() -> group.leave(this));
  }

  boolean atWork() {
    return acting || !batch.isEmpty();
  }

  void assigned(int partition, int position) {
    positions.put(partition, position);
    fresh.add(partition);
  }

  void revoked(int partition) {
    positions.remove(partition);
    fresh.remove(partition);
  }

  void lost() {
    positions.clear();
    fresh.clear();
  }

  @Override
  public boolean act() {
    if (acting || !machine.awake()) {
      return false;
    }
    acting = true;
    try {
      return batch.isEmpty() ? poll() : work();
    } catch (Machine.Killed e) {
      return true;
    } finally {
      acting = false;
    }
  }

  private boolean poll() {
    if (!group.has(this)) {
      group.join(this);
    }
    fresh.forEach(assigned::assigned);
    fresh.clear();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    int max = 1 + machine.world.pick(batchMax);
    for (Map.Entry<Integer, Integer> position : positions.entrySet()) {
      List<ConsumerRecord<byte[], byte[]>> all = log.records(group.topic, position.getKey());
      while (position.getValue() < all.size() && records.size() < max) {
        records.add(all.get(position.getValue()));
        position.setValue(position.getValue() + 1);
      }
    }
    if (records.isEmpty()) {
      return false;
    }
    machine.world.trace.say(machine.name, "polls %d of %s", records.size(), group.topic);
    batch = records;
    steps = listener.apply(records);
    return true;
  }

  private boolean work() {
    try {
      if (steps.getAsBoolean()) {
        return true;
      }
    } catch (RuntimeException e) {
      machine.world.trace.say(machine.name, "fails and will try again: %s", e);
      machine.requireAlive();
      steps = listener.apply(batch);
      return true;
    }
    machine.requireAlive();
    commit();
    batch = List.of();
    return true;
  }

  private void commit() {
    Map<Integer, Integer> offsets = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      offsets.put(record.partition(), (int) record.offset() + 1);
    }
    if (machine.world.fault(machine.world.plan.repeats)) {
      // Expelled just before it committed: all of it comes again, here or elsewhere.
      machine.world.trace.say(machine.name, "loses %s before it commits", group.topic);
      group.leave(this);
      return;
    }
    // The container logs a commit that fails, and goes on.
    boolean arrives = !machine.world.fault(machine.world.plan.logFaults / 2);
    offsets.forEach(
        (partition, offset) -> {
          boolean done = arrives && group.commit(this, partition, offset);
          machine.world.trace.say(
              machine.name, "commit %s-%d@%d %s", group.topic, partition, offset, done);
        });
  }
}
