package io.seckill.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a page and its service. Streams that it silences stay open and carry nothing any
 * more, as after a machine slept or a router forgot them; later ones work.
 */
final class SilentProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 16_384;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int port;
  private final Set<Socket> streams = ConcurrentHashMap.newKeySet();
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SilentProxy(int port) throws IOException {
    this.port = port;
    start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort() + "/";
  }

  void silenceStreams() {
    silent.addAll(streams);
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket reader = door.accept();
      Socket service = new Socket(InetAddress.getLoopbackAddress(), port);
      open.add(reader);
      open.add(service);
      start(() -> carry(reader, service, reader));
      start(() -> carry(service, reader, reader));
    }
  }

  private void carry(Socket from, Socket to, Socket reader) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (asksForTheStream(buffer, read)) {
          streams.add(reader);
        }
        if (!silent.contains(reader)) {
          out.write(buffer, 0, read);
        }
      }
    }
  }

  private static boolean asksForTheStream(byte[] buffer, int length) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
        .startsWith("GET /dashboard/stream");
  }

  private static void start(Carrying work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // One end has gone, or the test is over.
              }
            },
            "silent-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Work that ends with its connection. */
  private interface Carrying {
    void run() throws IOException;
  }
}
