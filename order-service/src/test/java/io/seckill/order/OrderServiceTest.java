package io.seckill.order;

import io.seckill.order.payment.Payments;
import io.seckill.testing.servers.TestServers;
import io.seckill.testing.spans.CollectedSpans;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on real servers. One application for all tests, so that two of them never share
 * the consumer group: each test uses a sale of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "seckill.order.intake.retry-max-millis=300",
      "seckill.order.outbox.retry-max-millis=300"
    })
@Import({
  TestServers.class,
  CollectedSpans.class,
  Ledger.class,
  Company.class,
  SaleOnDatabase.class,
  Payments.class
})
public @interface OrderServiceTest {}
