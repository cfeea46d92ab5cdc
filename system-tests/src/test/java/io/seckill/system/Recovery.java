package io.seckill.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.minBy;

import io.seckill.stack.sale.Answer;
import io.seckill.stack.sale.Told;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How soon the system decided again after a fault had ended, by what shoppers were told who asked
 * since.
 *
 * @param first until every gateway had told somebody a decision; null where one did not
 * @param all until the last one asked who was not told a decision; zero where everybody was
 */
record Recovery(@Nullable Duration first, Duration all) {

  /** Somebody decided: neither a deadline nor a refusal at the door. */
  private static final Set<Answer> DECISIONS =
      EnumSet.of(Answer.SUCCESS, Answer.SOLD_OUT, Answer.LIMIT_EXCEEDED);

  /**
   * @param gateways how many there are
   * @param endMicros when the fault ended, on the clock of what was told; may be negative
   */
  static Recovery of(Collection<Told> told, int gateways, long endMicros) {
    Map<String, Optional<Long>> firstByGateway =
        told.stream()
            .filter(one -> one.sentMicros() >= endMicros && isDecision(one))
            .collect(
                groupingBy(Told::gateway, mapping(Told::answeredMicros, minBy(Long::compare))));
    Duration first =
        firstByGateway.size() < gateways
            ? null
            : firstByGateway.values().stream()
                .flatMap(Optional::stream)
                .max(Long::compare)
                .map(at -> Duration.of(at - endMicros, ChronoUnit.MICROS))
                .orElse(null);
    long lastInVain =
        told.stream()
            .filter(one -> one.sentMicros() >= endMicros && !isDecision(one))
            .mapToLong(Told::sentMicros)
            .max()
            .orElse(endMicros);
    return new Recovery(first, Duration.of(lastInVain - endMicros, ChronoUnit.MICROS));
  }

  private static boolean isDecision(Told told) {
    return DECISIONS.contains(told.answer());
  }
}
