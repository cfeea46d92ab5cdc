package io.seckill.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** TCP ports of 127.0.0.1. */
public final class Ports {

  private static final Set<Integer> HANDED_OUT = new HashSet<>();

  private Ports() {}

  /** Whether nobody listens on the port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  /**
   * @param neededBy who wants the port, as the person at the keyboard knows it
   * @param setting the environment variable that moves it, with {@code PORT} for the number
   * @throws ProcessFailure where somebody listens on the port
   */
  public static void requireFree(int port, String neededBy, String setting) {
    if (!isFree(port)) {
      throw new ProcessFailure(
          "port %d is in use (needed by %s); free it or choose another by %s"
              .formatted(port, neededBy, setting));
    }
  }

  /** A port that is free now, another one at each call of this JVM. */
  public static synchronized int anyFree() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (HANDED_OUT.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException noneLeft) {
        throw new ProcessFailure("no free port on 127.0.0.1", noneLeft);
      }
    }
  }
}
