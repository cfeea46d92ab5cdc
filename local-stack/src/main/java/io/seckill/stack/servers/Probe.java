package io.seckill.stack.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Asks a server what only a ready one answers, wherever it runs. False or an exception mean "not
 * yet"; either within about a second.
 */
public final class Probe {

  private static final int TIMEOUT_MILLIS = 1_000;
  private static final short API_VERSIONS = 18;

  private Probe() {}

  /**
   * Kafka enables its listeners as the last step of its start; it then tells which calls it knows.
   */
  public static boolean kafka(String host, int port) {
    try (Socket socket = connected(host, port)) {
      int correlationId = 1;
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10);
      out.writeShort(API_VERSIONS);
      out.writeShort(0);
      out.writeInt(correlationId);
      out.writeShort(-1);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt();
      return in.readInt() == correlationId && in.readShort() == 0;
    } catch (IOException notYet) {
      throw new UncheckedIOException(notYet);
    }
  }

  /** While Redis reads its file it says {@code -LOADING}. */
  public static boolean redis(String host, int port) {
    try (Socket socket = connected(host, port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      throw new UncheckedIOException(notYet);
    }
  }

  /** Whether this user can use this database. */
  public static boolean postgres(String url, String user, String password) {
    try (Connection own = DriverManager.getConnection(url, user, password)) {
      return own.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static Socket connected(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return socket;
    } catch (IOException notYet) {
      socket.close();
      throw notYet;
    }
  }
}
