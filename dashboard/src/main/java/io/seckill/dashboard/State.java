package io.seckill.dashboard;

import java.util.List;
import java.util.Locale;

/**
 * How one thing stands, shown by colour, by sign and in words.
 *
 * @param name the thing
 * @param text how it stands, in a word or two
 */
public record State(String name, String text, Mood mood) {

  /** Whether that is well. */
  public enum Mood {
    /** As it should be. */
    GOOD,
    /** Somebody should look. */
    BAD,
    /** Not known just now, or neither. */
    UNKNOWN
  }

  /** As it should be. */
  public static State good(String name, String text) {
    return new State(name, text, Mood.GOOD);
  }

  /** Somebody should look. */
  public static State bad(String name, String text) {
    return new State(name, text, Mood.BAD);
  }

  /** Not known just now. */
  public static State unknown(String name, String text) {
    return new State(name, text, Mood.UNKNOWN);
  }

  List<String> cells() {
    return List.of(name, text, mood.name().toLowerCase(Locale.ROOT));
  }
}
