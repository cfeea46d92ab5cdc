package io.seckill.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * How something that the page began goes.
 *
 * @param about what it is, in a word that needs no wording, such as an id
 * @param bars how far it is
 */
public record Progress(Stage stage, String about, List<Bar> bars) {

  /** Where it stands. */
  public enum Stage {
    NONE("Nothing has been held yet."),
    BEGINS("begins"),
    RUNS("runs"),
    ENDED("ended"),
    STOPPED("was stopped"),
    FAILED("could not begin");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    /** Whether the next may begin. */
    public boolean isOver() {
      return this != BEGINS && this != RUNS;
    }

    String words() {
      return words;
    }
  }

  /** Nothing was begun yet. */
  public static Progress none() {
    return new Progress(Stage.NONE, "", List.of());
  }

  /** First how it stands and whether it can be ended, then the bars. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(stage.words(), about, stage.isOver() ? "" : "running"));
    bars.forEach(bar -> rows.add(bar.cells()));
    return rows;
  }
}
