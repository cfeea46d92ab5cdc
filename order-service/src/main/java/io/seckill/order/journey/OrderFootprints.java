package io.seckill.order.journey;

import io.seckill.dashboard.Footprints;
import io.seckill.dashboard.Step;
import io.seckill.dashboard.Waypoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The order of a request, and the ledger's entries that made it what it is. The row tells about
 * when they were written, which is what makes them quick to find.
 */
@Component
class OrderFootprints implements Footprints {

  private final JdbcClient jdbc;
  private final LedgerLookup ledger;

  OrderFootprints(JdbcClient jdbc, LedgerLookup ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  private record Row(String status, Instant made, Instant changed, @Nullable String reason) {

    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(
          row.getString("status"),
          row.getObject("created_at", OffsetDateTime.class).toInstant(),
          row.getObject("updated_at", OffsetDateTime.class).toInstant(),
          row.getString("cancelled_reason"));
    }

    List<Step> steps() {
      String why = reason == null ? "" : reason;
      return switch (status) {
        case "PENDING_PAYMENT" -> List.of(new Step(Waypoint.ORDERED, made, ""));
        case "PAID" ->
            List.of(
                new Step(Waypoint.ORDERED, made, ""), new Step(Waypoint.ORDER_PAID, changed, ""));
        case "CANCELLED" ->
            List.of(
                new Step(Waypoint.ORDERED, made, ""),
                new Step(Waypoint.ORDER_CANCELLED, changed, why));
        case "NEVER_MADE" -> List.of(new Step(Waypoint.NEVER_ORDERED, changed, why));
        // Parked: reserved, and not an order yet.
        default -> List.of();
      };
    }
  }

  @Override
  public List<Step> of(String requestId) {
    return jdbc.sql(
            "SELECT status, created_at, updated_at, cancelled_reason FROM orders"
                + " WHERE request_id = :id")
        .param("id", requestId)
        .query(Row::of)
        .optional()
        .map(row -> steps(requestId, row))
        .orElse(List.of());
  }

  private List<Step> steps(String requestId, Row row) {
    List<Step> steps = new ArrayList<>(row.steps());
    steps.addAll(ledger.entries(requestId, List.of(row.made(), row.changed())));
    return steps;
  }
}
