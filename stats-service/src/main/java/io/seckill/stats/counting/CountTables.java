package io.seckill.stats.counting;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The tables of the counts. Every method is one step of {@link Counting}'s transaction. */
@Component
class CountTables {

  private static final String OPEN =
      """
      INSERT INTO counted_orders (order_id, sale_id, user_id, quantity, price_minor)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
      ON CONFLICT (order_id) DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, sale_id, user_id, quantity, price_minor, created, paid, cancelled
      FROM counted_orders
      WHERE order_id = ANY (?::text[])
      ORDER BY order_id
      FOR UPDATE
      """;

  private static final String MARK =
      """
      UPDATE counted_orders o
      SET created = s.created, paid = s.paid, cancelled = s.cancelled
      FROM unnest(?::text[], ?::boolean[], ?::boolean[], ?::boolean[])
             AS s (order_id, created, paid, cancelled)
      WHERE o.order_id = s.order_id
      """;

  private static final String ADD_STANDING =
      """
      INSERT INTO buyers AS b (sale_id, user_id, orders_standing)
      SELECT * FROM unnest(?::text[], ?::text[], ?::int[])
      ON CONFLICT (sale_id, user_id)
        DO UPDATE SET orders_standing = b.orders_standing + excluded.orders_standing
      RETURNING sale_id, user_id, orders_standing
      """;

  private static final String ADD =
      """
      INSERT INTO sale_counts AS c
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                           ?::bigint[], ?::numeric[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      ON CONFLICT (sale_id) DO UPDATE SET
        orders_created   = c.orders_created   + excluded.orders_created,
        orders_paid      = c.orders_paid      + excluded.orders_paid,
        orders_cancelled = c.orders_cancelled + excluded.orders_cancelled,
        units_sold       = c.units_sold       + excluded.units_sold,
        buyers           = c.buyers           + excluded.buyers,
        revenue_minor    = c.revenue_minor    + excluded.revenue_minor,
        -- These two leave NULL out.
        first_order_at   = least(c.first_order_at, excluded.first_order_at),
        last_order_at    = greatest(c.last_order_at, excluded.last_order_at)
      """;

  private final JdbcClient jdbc;

  CountTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a row for each order that has none, locks them all, and says how far each one goes. */
  List<Step> lock(List<SeenOrder> seen) {
    jdbc.sql(OPEN)
        .param(column("text", seen, SeenOrder::orderId))
        .param(column("text", seen, order -> order.first().saleId()))
        .param(column("text", seen, order -> order.first().userId()))
        .param(column("int4", seen, order -> order.first().quantity()))
        .param(column("int8", seen, order -> order.first().priceMinor()))
        .update();
    Map<String, SeenOrder> byId =
        seen.stream().collect(Collectors.toMap(SeenOrder::orderId, Function.identity()));
    return jdbc.sql(LOCK)
        .param(column("text", seen, SeenOrder::orderId))
        .query((row, n) -> step(row, requireNonNull(byId.get(row.getString("order_id")))))
        .list();
  }

  private static Step step(ResultSet row, SeenOrder seen) throws SQLException {
    Marks before =
        new Marks(row.getBoolean("created"), row.getBoolean("paid"), row.getBoolean("cancelled"));
    return new Step(
        row.getString("order_id"),
        row.getString("sale_id"),
        row.getString("user_id"),
        row.getInt("quantity"),
        row.getLong("price_minor"),
        seen.first().currency(),
        before,
        before.and(seen.marks()),
        seen.createdAt());
  }

  /** Writes down what is counted from now on. */
  void mark(List<Step> steps) {
    jdbc.sql(MARK)
        .param(column("text", steps, Step::orderId))
        .param(column("bool", steps, step -> step.after().created()))
        .param(column("bool", steps, step -> step.after().paid()))
        .param(column("bool", steps, step -> step.after().cancelled()))
        .update();
  }

  /**
   * Adds to the users' standing orders.
   *
   * @return by sale: users who became buyers, less those who are none any more
   */
  Map<String, Long> addStanding(List<Step> steps) {
    Map<Buyer, Integer> gains = new TreeMap<>();
    for (Step step : steps) {
      gains.merge(new Buyer(step.saleId(), step.userId()), step.standing(), Integer::sum);
    }
    gains.values().removeIf(gain -> gain == 0);
    List<Map.Entry<Buyer, Integer>> sorted = List.copyOf(gains.entrySet());
    Map<String, Long> buyers = new HashMap<>();
    jdbc.sql(ADD_STANDING)
        .param(column("text", sorted, gain -> gain.getKey().saleId()))
        .param(column("text", sorted, gain -> gain.getKey().userId()))
        .param(column("int4", sorted, Map.Entry::getValue))
        .query(
            row -> {
              String saleId = row.getString("sale_id");
              int after = row.getInt("orders_standing");
              Buyer buyer = new Buyer(saleId, row.getString("user_id"));
              int before = after - requireNonNull(gains.get(buyer));
              buyers.merge(
                  saleId, (long) Integer.signum(after) - Integer.signum(before), Long::sum);
            });
    return buyers;
  }

  /** Adds to the counts of the sales. */
  void add(List<SaleGain> gains) {
    jdbc.sql(ADD)
        .param(column("text", gains, SaleGain::saleId))
        .param(column("int8", gains, SaleGain::created))
        .param(column("int8", gains, SaleGain::paid))
        .param(column("int8", gains, SaleGain::cancelled))
        .param(column("int8", gains, SaleGain::units))
        .param(column("int8", gains, SaleGain::buyers))
        .param(column("numeric", gains, SaleGain::revenueMinor))
        .param(column("text", gains, SaleGain::currency))
        .param(column("timestamptz", gains, gain -> text(gain.firstAt())))
        .param(column("timestamptz", gains, gain -> text(gain.lastAt())))
        .update();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static <T> SqlArrayValue column(
      String type, List<T> rows, Function<T, @Nullable Object> value) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray());
  }

  private record Buyer(String saleId, String userId) implements Comparable<Buyer> {

    @Override
    public int compareTo(Buyer other) {
      int bySale = saleId.compareTo(other.saleId);
      return bySale != 0 ? bySale : userId.compareTo(other.userId);
    }
  }
}
