package io.seckill.stats;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StatsApplication {

  public static void main(String[] args) {
    SpringApplication.run(StatsApplication.class, args);
  }
}
