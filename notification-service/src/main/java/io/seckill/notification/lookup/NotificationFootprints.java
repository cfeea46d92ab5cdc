package io.seckill.notification.lookup;

import io.seckill.dashboard.Footprints;
import io.seckill.dashboard.Step;
import io.seckill.dashboard.Waypoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The messages of an order: when each was written, and when the provider took it. */
@Component
class NotificationFootprints implements Footprints {

  private static final int MESSAGES_MAX = 10;

  private final Notifications notifications;

  NotificationFootprints(Notifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public List<Step> of(String requestId) {
    NotificationQuery ofOrder = new NotificationQuery(requestId, null, null, null, 0, MESSAGES_MAX);
    List<Step> steps = new ArrayList<>();
    for (Notification one : notifications.items(ofOrder)) {
      steps.add(new Step(Waypoint.MESSAGE_WRITTEN, one.createdAt(), one.event()));
      Instant sent = one.sentAt();
      if (sent != null) {
        steps.add(new Step(Waypoint.MESSAGE_SENT, sent, one.event()));
      }
    }
    return steps;
  }
}
