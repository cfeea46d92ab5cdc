package io.seckill.testing.servers;

/**
 * A running server of the tests, for faults: after stop or kill, start goes on at the same address
 * with the same data.
 */
public interface TestServer {

  /** Ends it politely; returns when it has ended. */
  void stop();

  /** Ends it without warning ({@code kill -9}). */
  void kill();

  /** Starts it again; returns when it answers. */
  void start();
}
