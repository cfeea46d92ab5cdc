package io.seckill.stack.audit;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check found out about one sale.
 *
 * @param saleId the sale
 * @param guarantee its number in the list of guarantees, 1 to 6
 * @param name the guarantee in a word or two
 * @param figures what was counted
 * @param offences where it does not hold, the first thousand; none where it does
 * @param offencesInAll how many there are
 */
public record Finding(
    String saleId,
    int guarantee,
    String name,
    Map<String, Long> figures,
    List<Offence> offences,
    long offencesInAll) {

  /** Nobody reads more, and where all is wrong there would be millions. */
  private static final int OFFENCES_KEPT_MAX = 1000;

  /**
   * One thing that should not be.
   *
   * @param id of the request, order, event, user or sale it is about
   * @param what is wrong with it, actual and expected
   */
  public record Offence(String id, String what) {

    @Override
    public String toString() {
      return id + ": " + what;
    }
  }

  /** Whether the guarantee holds for the sale. */
  public boolean holds() {
    return offences.isEmpty();
  }

  @Override
  public String toString() {
    return "%-8s %d %-28s %s"
        .formatted(
            holds() ? "OK" : "VIOLATED",
            guarantee,
            name,
            figures.entrySet().stream()
                .map(figure -> "%s %,d".formatted(figure.getKey(), figure.getValue()))
                .collect(joining(", ")));
  }

  /** A finding in the making. */
  static final class Draft {

    private final String saleId;
    private final int guarantee;
    private final String name;
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<Offence> offences = new ArrayList<>();
    private long offencesInAll;

    Draft(String saleId, int guarantee, String name) {
      this.saleId = saleId;
      this.guarantee = guarantee;
      this.name = name;
    }

    Draft figure(String what, long count) {
      figures.put(what, count);
      return this;
    }

    void offence(String id, String what) {
      offencesInAll++;
      if (offences.size() < OFFENCES_KEPT_MAX) {
        offences.add(new Offence(id, what));
      }
    }

    void expectEqual(String id, String what, long actual, long expected) {
      if (actual != expected) {
        offence(id, "%s: %d (expected: %d)".formatted(what, actual, expected));
      }
    }

    /** Every request holds the same in both stores. */
    void expectSame(SaleFacts facts, Held actual, Held expected) {
      facts
          .requests()
          .filter(request -> !actual.isAs(expected, request))
          .forEach(
              request ->
                  offence(
                      facts.requestId(request),
                      "%s: %s (expected: %s, as in %s)"
                          .formatted(
                              actual.name(),
                              facts.units(actual, request),
                              facts.units(expected, request),
                              expected.name())));
    }

    Finding done() {
      return new Finding(
          saleId,
          guarantee,
          name,
          Collections.unmodifiableMap(figures),
          List.copyOf(offences),
          offencesInAll);
    }
  }
}
