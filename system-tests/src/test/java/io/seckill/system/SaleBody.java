package io.seckill.system;

/** Bodies that create a sale. */
final class SaleBody {

  /** Every field; the sale runs. */
  static final String COMPLETE =
      """
      {"item":"Phone","stock":100,"perUser":2,"priceMinor":19900,"currency":"EUR",
       "startsAt":"2026-01-01T00:00:00Z","endsAt":"2126-01-01T00:00:00Z"}
      """;

  private SaleBody() {}

  /**
   * The three fields that must be there, as JSON writes them.
   *
   * @param more further fields, each behind a comma
   */
  static String of(String item, String stock, String perUser, String more) {
    return "{\"item\":\"%s\",\"stock\":%s,\"perUser\":%s%s}".formatted(item, stock, perUser, more);
  }
}
