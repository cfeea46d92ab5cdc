package io.seckill.benchmarks.comparison;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be compared, in the order in which {@code all} runs it. */
public enum Comparison {
  NAIVE,
  COST,
  PROMISE,
  OVERLOAD,
  SCALE,
  FAIRNESS;

  /** Brings up what it compares, measures it and adds its part to the report. */
  interface Part {
    void run(Bench bench) throws InterruptedException, IOException;
  }

  public void run(Bench bench) throws InterruptedException, IOException {
    Part part =
        switch (this) {
          case NAIVE -> new AgainstNaive();
          case COST -> new Cost();
          case PROMISE -> new Promise();
          case OVERLOAD -> new Overload();
          case SCALE -> new ScaleOut();
          case FAIRNESS -> new Fairness();
        };
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
