package io.seckill.stack.servers;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The Kafka process: formats its storage where that is new, and then is Kafka. */
final class KafkaMain {

  /** Always the same, so that a restart finds its own data. 22 characters of base64url. */
  private static final String CLUSTER_ID = "c2Vja2lsbC1sb2NhbC0wMQ";

  private KafkaMain() {}

  /** The one argument is the properties file. */
  public static void main(String[] args) {
    int exit =
        StorageTool.execute(
            new String[] {
              "format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", args[0]
            },
            System.out);
    if (exit != 0) {
      System.exit(exit);
    }
    Kafka.main(args);
  }
}
