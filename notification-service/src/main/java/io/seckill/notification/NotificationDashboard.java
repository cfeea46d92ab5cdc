package io.seckill.notification;

import io.seckill.contracts.DeadLetterHeaders;
import io.seckill.contracts.Topics;
import io.seckill.dashboard.Arrow;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.DeadLetterDepth;
import io.seckill.dashboard.KafkaLag;
import io.seckill.dashboard.Meters;
import io.seckill.dashboard.Series;
import io.seckill.notification.lookup.LatestNotifications;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service's page shows. */
@Configuration(proxyBeanMethods = false)
class NotificationDashboard {

  private static final String DELAY = "seckill.notification.delay";
  private static final String DEAD_LETTERS = Topics.ORDERS + Topics.DEAD_LETTER_SUFFIX;

  @Bean
  Dashboard dashboard(
      Meters meters, KafkaLag lag, DeadLetterDepth letters, LatestNotifications latest) {
    DoubleSupplier kept = meters.counter("seckill.notification.kept");
    DoubleSupplier repeats = meters.counter("seckill.notification.repeats");
    DoubleSupplier sent = meters.counter("seckill.notification.sent");
    DoubleSupplier retried = meters.counter("seckill.notification.retried");
    DoubleSupplier pending = meters.gauge("seckill.notification.pending");
    DoubleSupplier behind = lag.of(Topics.ORDERS);
    return Dashboard.of("notification-service", "Sends one SMS for each event of an order.")
        .arrow(Arrow.ORDERS_NOTIFICATION, () -> kept.getAsDouble() + repeats.getAsDouble())
        .figure("Sent", "messages", sent)
        .note("Since this service started; each order and event once.")
        .figure("Pending", "messages", pending)
        .note("Kept and not sent yet, those that wait for another try included.")
        .figure("To be tried again", "messages", retried)
        .note("Attempts since the start that the provider did not take.")
        .figure("Given up", "messages", meters.counter("seckill.notification.dead"))
        .alarmAbove(0)
        .note("Since this service started; their events are in topic orders-dlt.")
        .figure("Behind the orders", "records", behind)
        .note("Events in topic orders that are not read yet (Kafka lag).")
        .figure("Repeats dropped", "events", repeats)
        .note("Events that came again, after a crash or a rebalance, and made no second message.")
        .figure(
            "Dead letters", "records", letters.of(DEAD_LETTERS, DeadLetterHeaders.DEALT_WITH_GROUP))
        .alarmAbove(0)
        .note("Of all listeners to orders, not dealt with yet: ./seckill dlt shows them.")
        .plot(
            "Messages a second",
            "messages/s",
            Series.rate("made", kept),
            Series.rate("sent", sent),
            Series.rate("to be tried again", retried))
        .plot(
            "Waiting",
            "messages",
            Series.value("pending", pending),
            Series.value("not read yet", behind))
        .plot(
            "From event to SMS",
            "ms",
            Series.value("half are faster", meters.percentile(DELAY, 0.5)),
            Series.value("99 % are faster", meters.percentile(DELAY, 0.99)))
        .messages("Last messages", latest::messages)
        .note("As they show on the shoppers' phones.")
        .build();
  }
}
