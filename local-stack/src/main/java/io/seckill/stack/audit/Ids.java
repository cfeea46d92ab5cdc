package io.seckill.stack.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Ids, each with a number: 0, 1, 2 and so on in the order in which they came. A string in a map
 * takes some hundred bytes, and an audit has millions of them; here they are bytes in a row, with a
 * hash table of numbers beside them.
 */
final class Ids {

  private static final int FREE = 0;

  /** No id contains it: what follows stands behind the prefix. */
  private static final char PREFIXED = 0;

  private static final int MIX = 0x9E3779B9;

  private final String prefix;
  private byte[] bytes = new byte[64];
  private int[] ends = new int[8];
  private int[] slots = new int[16];
  private int size;

  /**
   * @param prefix that most ids begin with, and that is kept only once; may be empty
   */
  Ids(String prefix) {
    this.prefix = prefix;
  }

  /** The id's number; a new one where it is new. */
  int numberOf(String id) {
    byte[] key = keyOf(id);
    int slot = slotOf(key);
    if (slots[slot] != FREE) {
      return slots[slot] - 1;
    }
    if (size >= slots.length / 3 * 2) {
      growSlots();
      slot = slotOf(key);
    }
    append(key);
    slots[slot] = size;
    return size - 1;
  }

  /** The id of a number. */
  String id(int number) {
    int begin = beginOf(number);
    String key = new String(bytes, begin, ends[number] - begin, StandardCharsets.UTF_8);
    boolean prefixed = !key.isEmpty() && key.charAt(0) == PREFIXED;
    return prefixed ? prefix + key.substring(1) : key;
  }

  int size() {
    return size;
  }

  private byte[] keyOf(String id) {
    boolean prefixed = !prefix.isEmpty() && id.startsWith(prefix);
    String key = prefixed ? PREFIXED + id.substring(prefix.length()) : id;
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Where the key is, or where it would be. */
  private int slotOf(byte[] key) {
    int mask = slots.length - 1;
    int slot = mixed(hash(key, 0, key.length)) & mask;
    while (slots[slot] != FREE && !isAt(slots[slot] - 1, key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int number, byte[] key) {
    return Arrays.equals(bytes, beginOf(number), ends[number], key, 0, key.length);
  }

  private void append(byte[] key) {
    int begin = beginOf(size);
    bytes = Columns.withRoomFor(bytes, begin + key.length);
    System.arraycopy(key, 0, bytes, begin, key.length);
    ends = Columns.withRoomFor(ends, size + 1);
    ends[size] = begin + key.length;
    size++;
  }

  private void growSlots() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = mixed(hash(bytes, beginOf(number), ends[number])) & mask;
      while (larger[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = number + 1;
    }
    slots = larger;
  }

  private int beginOf(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static int hash(byte[] of, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + of[i];
    }
    return hash;
  }

  /** Ids that end in a counter would lie in long runs otherwise. */
  private static int mixed(int hash) {
    int spread = hash * MIX;
    return spread ^ (spread >>> 15);
  }
}
