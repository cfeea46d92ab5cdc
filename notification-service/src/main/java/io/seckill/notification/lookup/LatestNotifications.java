package io.seckill.notification.lookup;

import io.seckill.dashboard.Message;
import java.util.List;
import org.springframework.stereotype.Component;

/** The latest notifications as the dashboard shows them. */
@Component
public class LatestNotifications {

  private static final NotificationQuery LATEST =
      new NotificationQuery(null, null, null, null, 0, 20);

  private final Notifications notifications;

  LatestNotifications(Notifications notifications) {
    this.notifications = notifications;
  }

  /** Newest first, at most 20. */
  public List<Message> messages() {
    return notifications.items(LATEST).stream()
        .map(one -> new Message(one.createdAt(), one.userId(), one.text(), status(one)))
        .toList();
  }

  private static String status(Notification one) {
    return switch (one.status()) {
      case "SENT" -> "delivered";
      case "DEAD" -> "given up";
      default -> one.attempts() > 1 ? "to be tried again" : "on its way";
    };
  }
}
