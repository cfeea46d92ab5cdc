package io.seckill.stats.lookup;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/stats}: what was counted. Errors: 400 `bad-request`, 404 `unknown-sale`, 503
 * `unavailable` while the database is away.
 */
@RestController
@RequestMapping(path = "/api/stats", produces = "application/json")
class StatsController {

  private final SaleStatsTable sales;

  StatsController(SaleStatsTable sales) {
    this.sales = sales;
  }

  /** All sales together; all zero where nothing was counted. */
  @GetMapping
  OverallStats overall() {
    return sales.overall();
  }

  /**
   * The sales, those with the latest order first.
   *
   * @param page from 0
   * @param size 1 to 500, usually 20
   */
  @GetMapping("/sales")
  SaleStatsPage sales(
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size) {
    return sales.find(StatsQuery.of(page, size));
  }

  /**
   * One sale. This service knows sales by their orders only: one without any is unknown here.
   *
   * @param saleId 1 to 64 of `A-Z a-z 0-9 . _ ~ -`
   */
  @GetMapping("/sales/{saleId}")
  SaleStats sale(@PathVariable String saleId) {
    return sales
        .find(StatsQuery.saleId(saleId))
        .orElseThrow(() -> new UnknownSaleException(saleId));
  }
}
