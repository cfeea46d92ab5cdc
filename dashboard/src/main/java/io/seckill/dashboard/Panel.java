package io.seckill.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing on the page. Units and notes may be empty. */
sealed interface Panel {

  String id();

  String title();

  String unit();

  String note();

  Panel withNote(String note);

  /** How the page draws it. */
  String kind();

  /** What stands where a value would while there is none. */
  sealed interface WithoutValue {}

  /** The last one known, and of when. */
  record LastKnown() implements WithoutValue {}

  /** These words: that there is none is nothing unusual. */
  record Words(String text) implements WithoutValue {}

  /** Nothing: the panel is hidden until there is one. */
  record Hidden() implements WithoutValue {}

  /** One number; one above {@code alarmAbove} is shown as trouble. */
  record Figure(
      String id,
      String title,
      String unit,
      String note,
      Series series,
      @Nullable Double alarmAbove,
      WithoutValue withoutValue)
      implements Panel {

    Figure withAlarmAbove(double bound) {
      return new Figure(id, title, unit, note, series, bound, withoutValue);
    }

    Figure withoutValue(WithoutValue shown) {
      return new Figure(id, title, unit, note, series, alarmAbove, shown);
    }

    @Override
    public Figure withNote(String sentence) {
      return new Figure(id, title, unit, sentence, series, alarmAbove, withoutValue);
    }

    @Override
    public String kind() {
      return "figure";
    }
  }

  /** Lines over time. */
  record Plot(
      String id,
      String title,
      String unit,
      String note,
      List<Line> lines,
      WithoutValue withoutValue)
      implements Panel {

    static Plot of(String id, String title, String unit, Series... series) {
      PanelIds ids = new PanelIds();
      List<Line> lines =
          Stream.of(series).map(line -> new Line(id + "." + ids.next(line.label()), line)).toList();
      return new Plot(id, title, unit, "", lines, new LastKnown());
    }

    public Plot {
      requireText("title", title);
    }

    Plot withoutValue(WithoutValue shown) {
      return new Plot(id, title, unit, note, lines, shown);
    }

    @Override
    public Plot withNote(String sentence) {
      return new Plot(id, title, unit, sentence, lines, withoutValue);
    }

    @Override
    public String kind() {
      return "plot";
    }
  }

  /** A line and its id. */
  record Line(String id, Series series) {}

  /** Rows of text, and what the page makes of them. */
  record Table(
      String id,
      String title,
      String unit,
      String note,
      Look look,
      List<String> columns,
      @Nullable Search search,
      @Nullable Action action,
      Supplier<List<List<String>>> rows)
      implements Panel {

    /** What the page makes of rows. */
    enum Look {
      TABLE,
      BARS,
      STATES,
      MESSAGES,
      ACTION
    }

    public Table {
      requireText("title", title);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException(
            "columns of table '" + title + "': 0 (expected: at least 1)");
      }
    }

    Table withSearch(Search form) {
      if (look != Look.TABLE || form.fields().size() != columns.size()) {
        throw new IllegalArgumentException(
            "search of '%s': %d fields (expected: one for each column of a table)"
                .formatted(title, form.fields().size()));
      }
      return new Table(id, title, unit, note, look, columns, form, action, rows);
    }

    @Override
    public Table withNote(String sentence) {
      return new Table(id, title, unit, sentence, look, columns, search, action, rows);
    }

    @Override
    public String kind() {
      return look.name().toLowerCase(Locale.ROOT);
    }
  }

  static String requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + ": '" + text + "' (expected: some text)");
    }
    return text;
  }
}
