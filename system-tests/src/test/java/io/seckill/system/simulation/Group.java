package io.seckill.system.simulation;

import java.util.ArrayList;
import java.util.List;

/** A consumer group of one topic: who has which partition, and what is committed. */
final class Group {

  final String topic;
  private final World world;
  private final Log log;
  private final List<Subscriber> members = new ArrayList<>();
  private final Subscriber[] owners;
  private final int[] committed;

  Group(World world, Log log, String topic) {
    this.world = world;
    this.log = log;
    this.topic = topic;
    this.owners = new Subscriber[log.partitions(topic)];
    this.committed = new int[owners.length];
  }

  boolean has(Subscriber member) {
    return members.contains(member);
  }

  void join(Subscriber member) {
    members.add(member);
    share();
  }

  /** Its partitions go to others at once, whatever it is doing. */
  void leave(Subscriber member) {
    if (members.remove(member)) {
      for (int partition = 0; partition < owners.length; partition++) {
        if (owners[partition] == member) {
          owners[partition] = null;
        }
      }
      member.lost();
      share();
    }
  }

  /** Who works on a batch keeps what he has until he polls again. */
  private void share() {
    if (members.isEmpty()) {
      return;
    }
    int first = world.pick(members.size());
    for (int partition = 0; partition < owners.length; partition++) {
      Subscriber before = owners[partition];
      Subscriber next = members.get((first + partition) % members.size());
      if (before == next || (before != null && before.atWork())) {
        continue;
      }
      if (before != null) {
        before.revoked(partition);
      }
      owners[partition] = next;
      next.assigned(partition, committed[partition]);
    }
  }

  /** False where the partition is somebody else's by now. */
  boolean commit(Subscriber member, int partition, int offset) {
    if (owners[partition] != member) {
      return false;
    }
    committed[partition] = offset;
    return true;
  }

  /** The offset before which all is finished. */
  long committed(int partition) {
    return committed[partition];
  }

  /** Whether something is left that nobody has finished. */
  boolean behind() {
    for (int partition = 0; partition < owners.length; partition++) {
      if (committed[partition] < log.records(topic, partition).size()) {
        return true;
      }
    }
    return false;
  }
}
