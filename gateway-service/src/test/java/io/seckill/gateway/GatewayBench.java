package io.seckill.gateway;

import io.seckill.contracts.v1.Outcome;
import io.seckill.testing.servers.TestServers;
import java.util.concurrent.locks.LockSupport;

/**
 * The gateway's neighbours for a load test by hand: a real Kafka, a seckill-service that decides at
 * once. Arguments: {@code success} or {@code sold-out}. Prints the settings to start a gateway
 * with.
 */
final class GatewayBench {

  private GatewayBench() {}

  public static void main(String[] args) {
    String kafka = TestServers.kafka().bootstrapServers();
    FakeSeckill fake = new FakeSeckill(kafka, false);
    if (args.length > 0 && args[0].equals("sold-out")) {
      fake.decision = FakeSeckill.refusal(Outcome.OUTCOME_SOLD_OUT, "No stock is left.");
    }
    fake.sale("bench");
    System.out.println("SECKILL_KAFKA=" + kafka + " SECKILL_SALES_ADDRESSES=" + fake.address());
    LockSupport.park();
  }
}
