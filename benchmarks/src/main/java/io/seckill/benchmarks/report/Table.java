package io.seckill.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown; the first column is text, all others are figures. */
public final class Table {

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... head) {
    this.head = List.of(head);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException where there are more or fewer cells than columns
   */
  public Table row(Object... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          "cells: %d (expected: %d)".formatted(cells.length, head.size()));
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    line(out, head);
    out.append("| --- |").append(" ---: |".repeat(head.size() - 1)).append('\n');
    rows.forEach(row -> line(out, row));
    return out.toString();
  }

  /** Three digits are more than one run on one machine is worth. */
  private static String text(Object cell) {
    if (cell instanceof Double number) {
      double size = Math.abs(number);
      return Double.isNaN(number)
          ? "–"
          : size >= 100
              ? "%,.0f".formatted(number)
              : size >= 10 ? "%.1f".formatted(number) : "%.2f".formatted(number);
    }
    return cell instanceof Number number ? "%,d".formatted(number.longValue()) : cell.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
