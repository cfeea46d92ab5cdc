package io.seckill.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * A message as it would show on somebody's phone.
 *
 * @param at when it was written
 * @param to whose phone
 * @param text what it says
 * @param status where it is, in a word or two
 */
public record Message(Instant at, String to, String text, String status) {

  List<String> cells() {
    return List.of(at.toString(), to, text, status);
  }
}
