package io.seckill.benchmarks.naive;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * What many would write first: Spring MVC with a thread for each request, the stock in a row of the
 * database, the provider called in between. It oversells as little as the real system. Tomcat's 200
 * threads and Hikari's 10 connections are Spring Boot's defaults.
 */
@SpringBootApplication
public class NaiveService {

  /** The environment variable with the address of the SMS provider. */
  public static final String SMS_URL = "NAIVE_SMS_URL";

  /**
   * The environment variable that, set to {@code true}, has one transaction hold the sale's row
   * while the provider is called.
   */
  public static final String ONE_TRANSACTION = "NAIVE_ONE_TRANSACTION";

  /** The only argument is the port. */
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(NaiveService.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", arguments[0],
            "spring.main.banner-mode", "off",
            "spring.datasource.url", "${SECKILL_POSTGRES_URL}",
            "spring.datasource.username", "${SECKILL_POSTGRES_USER}",
            "spring.datasource.password", "${SECKILL_POSTGRES_PASSWORD}",
            "spring.datasource.hikari.data-source-properties.ApplicationName", "naive",
            "spring.sql.init.mode", "always",
            "spring.sql.init.schema-locations",
                "classpath:io/seckill/benchmarks/naive/schema.sql"));
    application.run();
  }
}
