package io.seckill.notification.lookup;

import java.util.List;
import org.springframework.stereotype.Component;

/** The latest notifications as the dashboard's table shows them. */
@Component
public class LatestNotifications {

  /** The headings of the rows. */
  public static final List<String> COLUMNS = List.of("time", "user", "event", "status", "text");

  private static final NotificationQuery LATEST =
      new NotificationQuery(null, null, null, null, 0, 20);

  private final Notifications notifications;

  LatestNotifications(Notifications notifications) {
    this.notifications = notifications;
  }

  /** One row for each notification, newest first, at most 20. */
  public List<List<String>> rows() {
    return notifications.items(LATEST).stream()
        .map(
            notification ->
                List.of(
                    notification.createdAt().toString(),
                    notification.userId(),
                    notification.event(),
                    notification.status(),
                    notification.text()))
        .toList();
  }
}
