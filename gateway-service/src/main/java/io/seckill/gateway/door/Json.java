package io.seckill.gateway.door;

import tools.jackson.core.io.JsonStringEncoder;

/** Writes small JSON objects; the hot path needs no mapper for its five fields. */
public final class Json {

  private final StringBuilder text = new StringBuilder(192).append('{');

  /** An empty object. */
  public static Json object() {
    return new Json();
  }

  private Json() {}

  /** Adds a text member. */
  public Json member(String name, String value) {
    name(name).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
    return this;
  }

  /** Adds a text member whose value is known to need no escaping, such as an id. */
  public Json plain(String name, String value) {
    name(name).append('"').append(value).append('"');
    return this;
  }

  /** Adds a number. */
  public Json member(String name, long value) {
    name(name).append(value);
    return this;
  }

  /** The object as UTF-8. */
  public byte[] bytes() {
    return text.append('}').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private StringBuilder name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    return text.append('"').append(name).append("\":");
  }
}
