package io.seckill.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.seckill.dashboard.Dashboard;
import io.seckill.dashboard.Series;
import io.seckill.notification.lookup.LatestNotifications;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service's page shows. */
@Configuration(proxyBeanMethods = false)
class NotificationDashboard {

  @Bean
  Dashboard dashboard(MeterRegistry meters, LatestNotifications latest) {
    DoubleSupplier kept = counter(meters, "seckill.notification.kept");
    DoubleSupplier repeats = counter(meters, "seckill.notification.repeats");
    DoubleSupplier sent = counter(meters, "seckill.notification.sent");
    DoubleSupplier retried = counter(meters, "seckill.notification.retried");
    DoubleSupplier dead = counter(meters, "seckill.notification.dead");
    DoubleSupplier pending = () -> meters.get("seckill.notification.pending").gauge().value();
    return Dashboard.of("notification-service", "Sends one SMS for each event of an order.")
        .figure("Sent", "messages", sent)
        .note("Since this service started; each order and event once.")
        .figure("Pending", "messages", pending)
        .note("Kept and not sent yet, those that wait for another try included.")
        .figure("Given up", "messages", dead)
        .note("Since this service started; their events are in topic orders-dlt.")
        .figure("Repeats dropped", "events", repeats)
        .note("Events that came again, after a crash or a rebalance, and made no second message.")
        .plot(
            "Messages a second",
            "messages/s",
            Series.rate("made", kept),
            Series.rate("sent", sent),
            Series.rate("to be tried again", retried))
        .plot("Waiting", "messages", Series.value("pending", pending))
        .plot(
            "From event to SMS",
            "ms",
            Series.value("half are faster", delay(meters, 0.5)),
            Series.value("99 % are faster", delay(meters, 0.99)))
        .table("Last notifications", LatestNotifications.COLUMNS, latest::rows)
        .build();
  }

  private static DoubleSupplier counter(MeterRegistry meters, String name) {
    return () -> meters.get(name).counter().count();
  }

  private static DoubleSupplier delay(MeterRegistry meters, double percentile) {
    return () ->
        Arrays.stream(
                meters.get("seckill.notification.delay").timer().takeSnapshot().percentileValues())
            .filter(value -> value.percentile() == percentile)
            .mapToDouble((ValueAtPercentile value) -> value.value(TimeUnit.MILLISECONDS))
            .findFirst()
            .orElse(Double.NaN);
  }
}
