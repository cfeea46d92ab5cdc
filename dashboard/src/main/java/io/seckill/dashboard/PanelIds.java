package io.seckill.dashboard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives each title an id that stays the same from start to start, so that scripts can name a panel.
 */
final class PanelIds {

  private final Set<String> taken = new HashSet<>();

  /** "Orders a second" becomes {@code orders-a-second}, a second one {@code orders-a-second-2}. */
  String next(String title) {
    String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = words.replaceAll("^-|-$", "");
    String id = trimmed.isEmpty() ? "panel" : trimmed;
    for (int n = 2; !taken.add(id); n++) {
      id = (trimmed.isEmpty() ? "panel" : trimmed) + "-" + n;
    }
    return id;
  }
}
