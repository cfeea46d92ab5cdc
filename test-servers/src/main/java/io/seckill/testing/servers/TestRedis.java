package io.seckill.testing.servers;

/** One Redis with its append-only file on. */
public interface TestRedis extends TestServer {

  String host();

  int port();
}
