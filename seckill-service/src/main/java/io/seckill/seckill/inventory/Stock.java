package io.seckill.seckill.inventory;

import java.util.List;

/**
 * A sale's stock as it stands.
 *
 * @param fence the fence under which it was read; once it is another one, units that were locked
 *     may be locked no more
 * @param remaining units that can still be had
 * @param turn ascends whenever the last unit goes or the first one comes back
 */
public record Stock(String fence, int remaining, long turn) {

  /** From the first three members of a script's reply. */
  static Stock of(List<String> reply) {
    return new Stock(reply.get(0), Integer.parseInt(reply.get(1)), Long.parseLong(reply.get(2)));
  }
}
