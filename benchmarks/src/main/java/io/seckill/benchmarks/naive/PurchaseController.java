package io.seckill.benchmarks.naive;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The five steps in line: the shopper waits for all of them. */
@RestController
class PurchaseController {

  private final RiskControl risk;
  private final Shop shop;
  private final SmsClient sms;
  private final TransactionTemplate transaction;
  private final boolean oneTransaction;

  PurchaseController(
      RiskControl risk,
      Shop shop,
      SmsClient sms,
      TransactionTemplate transaction,
      @Value("${NAIVE_ONE_TRANSACTION:false}") boolean oneTransaction) {
    this.risk = risk;
    this.shop = shop;
    this.sms = sms;
    this.transaction = transaction;
    this.oneTransaction = oneTransaction;
  }

  record NewSale(String item, long stock, int perUser) {}

  record Wish(int quantity) {}

  record Bought(String requestId, String saleId, String outcome, String orderId, int quantity) {}

  @GetMapping("/ready")
  void ready() {}

  @GetMapping("/api/stats/sales/{saleId}")
  Map<String, Long> stats(@PathVariable String saleId) {
    return Map.of("ordersCreated", shop.ordersOf(saleId));
  }

  @PutMapping("/api/sales/{saleId}")
  void open(@PathVariable String saleId, @RequestBody NewSale sale) {
    shop.open(saleId, sale.stock(), sale.perUser());
  }

  @PostMapping("/api/sales/{saleId}/requests")
  ResponseEntity<?> buy(
      @PathVariable String saleId,
      @RequestHeader("X-User-Id") String userId,
      @RequestBody Wish wish) {
    if (risk.refuses(userId, wish.quantity())) {
      return ResponseEntity.status(403).build();
    }
    try {
      Optional<String> orderId = inLine(() -> fourSteps(saleId, userId, wish.quantity()));
      return orderId
          .<ResponseEntity<?>>map(
              id -> ResponseEntity.ok(new Bought(id, saleId, "SUCCESS", id, wish.quantity())))
          .orElseGet(() -> ResponseEntity.status(409).build());
    } catch (Shop.OverLimitException overLimit) {
      return ResponseEntity.status(409).build();
    }
  }

  private Optional<String> fourSteps(String saleId, String userId, int quantity) {
    Optional<String> order = shop.order(saleId, userId, quantity);
    order.ifPresent(
        orderId -> {
          sms.send(userId, orderId);
          shop.count(saleId, quantity);
        });
    return order;
  }

  private Optional<String> inLine(Supplier<Optional<String>> steps) {
    return oneTransaction ? transaction.execute(status -> steps.get()) : steps.get();
  }
}
