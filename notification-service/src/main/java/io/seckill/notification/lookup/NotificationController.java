package io.seckill.notification.lookup;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/notifications}: who was told what, newest first. */
@RestController
class NotificationController {

  private final Notifications notifications;

  NotificationController(Notifications notifications) {
    this.notifications = notifications;
  }

  /**
   * Lists notifications; every filter is optional, and all that are given must match.
   *
   * @param orderId 1 to 87 of `A-Z a-z 0-9 . _ ~ -`
   * @param userId 1 to 64 of them
   * @param saleId 1 to 64 of them
   * @param status `PENDING`, `SENT` or `DEAD`
   * @param page from 0
   * @param size 1 to 500, usually 20
   * @return 200; 400 `bad-request` for a parameter out of these bounds; 503 `unavailable` while the
   *     database is away
   */
  @GetMapping(path = "/api/notifications", produces = "application/json")
  NotificationPage list(
      @RequestParam(required = false) @Nullable String orderId,
      @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String saleId,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size) {
    return notifications.find(NotificationQuery.of(orderId, userId, saleId, status, page, size));
  }
}
