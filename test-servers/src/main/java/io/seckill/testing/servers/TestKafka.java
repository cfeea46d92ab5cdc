package io.seckill.testing.servers;

/** One node, broker and controller, where no topic is made by being used. */
public interface TestKafka extends TestServer {

  /** {@code host:port}, for clients. */
  String bootstrapServers();
}
