package io.seckill.stats.lookup;

/** A parameter that makes no sense; the message is for the caller. */
final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN_MAX = 100;

  BadQueryException(String name, String actual, String expected) {
    super("%s: '%s' (expected: %s)".formatted(name, shown(actual), expected));
  }

  private static String shown(String value) {
    String visible = value.replaceAll("\\p{Cntrl}", "?");
    return visible.length() <= SHOWN_MAX ? visible : visible.substring(0, SHOWN_MAX) + "…";
  }
}
