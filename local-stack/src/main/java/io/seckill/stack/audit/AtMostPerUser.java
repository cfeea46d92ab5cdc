package io.seckill.stack.audit;

import java.util.Arrays;

/**
 * Guarantee 5: nobody holds more than {@code perUser} units of the sale, and Redis counts them
 * right.
 */
final class AtMostPerUser implements Check {

  @Override
  public Finding check(SaleFacts facts) {
    long perUser = facts.terms().perUser();
    long[] ordered = facts.unitsByUser(facts.standingOrders());
    var draft =
        new Finding.Draft(facts.saleId(), 5, "at most perUser")
            .figure("per user", perUser)
            .figure("users", Arrays.stream(ordered).filter(units -> units > 0).count())
            .figure("most", Arrays.stream(ordered).max().orElse(0));
    expectAtMost(facts, draft, "units in standing orders", ordered);
    long[] reserved = facts.unitsByUser(facts.standingInLedger());
    expectAtMost(facts, draft, "units standing in the ledger", reserved);
    long[] held = facts.unitsByUser(facts.inRedis());
    facts
        .users()
        .filter(user -> facts.counted(user) != held[user])
        .forEach(
            user ->
                draft.expectEqual(
                    facts.userId(user), "units counted in Redis", facts.counted(user), held[user]));
    return draft.done();
  }

  private static void expectAtMost(
      SaleFacts facts, Finding.Draft draft, String what, long[] byUser) {
    long perUser = facts.terms().perUser();
    facts
        .users()
        .filter(user -> byUser[user] > perUser)
        .forEach(
            user ->
                draft.offence(
                    facts.userId(user),
                    "%s: %d (expected: <= %d)".formatted(what, byUser[user], perUser)));
  }
}
