package io.seckill.benchmarks.comparison;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be compared, in the order in which {@code all} runs it. */
public enum Comparison {
  NAIVE(new AgainstNaive()),
  COST(new Cost()),
  OVERLOAD(new Overload()),
  SCALE(new ScaleOut()),
  FAIRNESS(new Fairness());

  private final Part part;

  Comparison(Part part) {
    this.part = part;
  }

  /** Brings up what it compares, measures it and adds its part to the report. */
  interface Part {
    void run(Bench bench) throws InterruptedException, IOException;
  }

  public void run(Bench bench) throws InterruptedException, IOException {
    part.run(bench);
  }

  /** As in {@code ./seckill bench naive}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Comparison::id).toList();
  }
}
