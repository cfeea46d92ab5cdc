package io.seckill.dashboard;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One thing on the page. Units and notes may be empty. */
sealed interface Panel {

  String id();

  String title();

  String note();

  Panel withNote(String note);

  /** One number. */
  record Figure(String id, String title, String unit, String note, Series series) implements Panel {

    @Override
    public Figure withNote(String sentence) {
      return new Figure(id, title, unit, sentence, series);
    }
  }

  /** Lines over time. */
  record Plot(String id, String title, String unit, String note, List<Line> lines)
      implements Panel {

    /** A line and its id. */
    record Line(String id, Series series) {}

    static Plot of(String id, String title, String unit, Series... series) {
      PanelIds ids = new PanelIds();
      List<Line> lines =
          Stream.of(series).map(line -> new Line(id + "." + ids.next(line.label()), line)).toList();
      return new Plot(id, title, unit, "", lines);
    }

    public Plot {
      requireText("title", title);
    }

    @Override
    public Plot withNote(String sentence) {
      return new Plot(id, title, unit, sentence, lines);
    }
  }

  /** Rows of text. */
  record Table(
      String id, String title, String note, List<String> columns, Supplier<List<List<String>>> rows)
      implements Panel {

    public Table {
      requireText("title", title);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException(
            "columns of table '" + title + "': 0 (expected: at least 1)");
      }
    }

    @Override
    public Table withNote(String sentence) {
      return new Table(id, title, sentence, columns, rows);
    }
  }

  static String requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + ": '" + text + "' (expected: some text)");
    }
    return text;
  }
}
