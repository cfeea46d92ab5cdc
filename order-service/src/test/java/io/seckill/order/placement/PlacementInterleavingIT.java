package io.seckill.order.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.order.Entries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the order, the batches, the repeats and the instances: the end is what the ledger says.
 */
class PlacementInterleavingIT extends PlacementOnDatabase {

  /** Any order, any cut into batches, any repeats: the end is what the ledger says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void endsTheSameInWhateverOrderTheLedgerArrives(long seed) {
    Random random = new Random(seed);
    int stock = 40;
    List<LedgerFact> facts = new ArrayList<>();
    Map<String, Integer> expected = new TreeMap<>();
    int standing = 0;
    for (int nr = 0; nr < 120; nr++) {
      int quantity = 1 + random.nextInt(3);
      boolean stands = random.nextInt(3) == 0 && standing + quantity <= stock;
      facts.add(reserved(nr, quantity, stock));
      if (stands) {
        standing += quantity;
        expected.put(Entries.request(sale, nr), quantity);
      } else {
        facts.add(cancelled(nr, CancelReason.FENCED));
      }
    }
    facts.addAll(List.copyOf(facts.subList(0, 60)));
    Collections.shuffle(facts, random);

    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + random.nextInt(20));
      apply(facts.subList(from, to).toArray(LedgerFact[]::new));
      from = to;
    }

    assertThat(standingOrders()).isEqualTo(expected);
    assertThat(unitsStanding()).isEqualTo(standing);
    assertThat(statuses()).doesNotContain("PARKED");
  }

  @Test
  void instancesAtOnceNeitherOversellNorBlockEachOther() {
    List<String> sales = IntStream.range(0, 5).mapToObj(nr -> Entries.newSale()).toList();
    List<CompletableFuture<Void>> instances =
        IntStream.range(0, 4)
            .mapToObj(instance -> CompletableFuture.runAsync(() -> sellAll(sales, instance)))
            .toList();
    instances.forEach(CompletableFuture::join);

    for (String each : sales) {
      assertThat(
              jdbc.sql(
                      "SELECT sum(quantity) FROM orders"
                          + " WHERE sale_id = ? AND status = 'PENDING_PAYMENT'")
                  .param(each)
                  .query(Integer.class)
                  .single())
          .isEqualTo(30);
    }
  }

  /** Every instance gets every request of every sale, each in an order of its own. */
  private void sellAll(List<String> sales, int instance) {
    Random random = new Random(instance);
    for (int batch = 0; batch < 20; batch++) {
      List<LedgerFact> facts = new ArrayList<>();
      for (String each : sales) {
        for (int nr = batch * 3; nr < batch * 3 + 3; nr++) {
          facts.add(reserved(each, nr, 1, 30));
        }
      }
      Collections.shuffle(facts, random);
      apply(facts.toArray(LedgerFact[]::new));
    }
  }

  private Map<String, Integer> standingOrders() {
    Map<String, Integer> orders = new TreeMap<>();
    jdbc.sql(
            "SELECT request_id, quantity FROM orders"
                + " WHERE sale_id = ? AND status = 'PENDING_PAYMENT'")
        .param(sale)
        .query(
            row -> {
              orders.put(row.getString(1), row.getInt(2));
            });
    return orders;
  }
}
