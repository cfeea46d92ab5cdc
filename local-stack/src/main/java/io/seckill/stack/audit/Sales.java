package io.seckill.stack.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The facts of every sale, or of one, as they are read. */
final class Sales {

  private final @Nullable String only;
  private final Map<String, SaleFacts> sales = new LinkedHashMap<>();

  /**
   * @param only the one sale to be audited; all of them where there is none
   */
  Sales(@Nullable String only) {
    this.only = only;
  }

  /** Adds a fact to a sale, also to one that was never announced; facts of others are left out. */
  void add(String saleId, Consumer<SaleFacts> fact) {
    if (only == null || only.equals(saleId)) {
      fact.accept(sales.computeIfAbsent(saleId, SaleFacts::new));
    }
  }

  /** In the order in which they were first heard of. */
  Collection<SaleFacts> all() {
    return sales.values();
  }
}
