package io.seckill.stack.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Guarantee 5: nobody holds more than {@code perUser} units of the sale, and Redis counts them
 * right.
 */
final class AtMostPerUser implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    int perUser = facts.terms().perUser();
    Map<String, Integer> ordered = byUser(facts.standingOrders().values());
    Map<String, Integer> reserved = byUser(facts.ledger().standing().values());
    var draft =
        new Finding.Draft(facts.saleId(), 5, "at most perUser")
            .figure("per user", perUser)
            .figure("users", ordered.size())
            .figure("most", ordered.values().stream().mapToInt(units -> units).max().orElse(0));
    expectAtMost(draft, "units in standing orders", ordered, perUser);
    expectAtMost(draft, "units standing in the ledger", reserved, perUser);
    Map<String, Integer> held = byUser(facts.inventory().reservations().values());
    Map<String, Integer> counted = facts.inventory().unitsByUser();
    held.forEach(
        (user, units) ->
            draft.expectEqual(
                user, "units counted in Redis", counted.getOrDefault(user, 0), units));
    counted.forEach(
        (user, units) -> {
          if (!held.containsKey(user)) {
            draft.expectEqual(user, "units counted in Redis", units, 0);
          }
        });
    return draft.done();
  }

  private static void expectAtMost(
      Finding.Draft draft, String what, Map<String, Integer> byUser, int perUser) {
    byUser.forEach(
        (user, units) -> {
          if (units > perUser) {
            draft.offence(user, "%s: %d (expected: <= %d)".formatted(what, units, perUser));
          }
        });
  }

  private static Map<String, Integer> byUser(Collection<Units> holdings) {
    return holdings.stream()
        .collect(groupingBy(Units::userId, TreeMap::new, summingInt(Units::quantity)));
  }
}
