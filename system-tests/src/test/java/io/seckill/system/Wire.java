package io.seckill.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP connection that can be disturbed: forwards what comes to a port of {@value #HOST} to the
 * same port of 127.0.0.1. Who is told that a process lives at {@value #HOST} reaches it through
 * here.
 */
final class Wire implements AutoCloseable {

  static final String HOST = "127.0.0.2";

  private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  /** How it is just now. */
  enum State {
    WHOLE,
    /** Broken, and nobody gets a new one. */
    CUT,
    /** Open, but nothing arrives. */
    SWALLOWING,
    /** Each piece arrives late. */
    SLOW
  }

  private final int port;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;

  Wire(int port) throws IOException {
    this.port = port;
    this.door = new ServerSocket(port, 50, InetAddress.getByName(HOST));
    begin(this::acceptAll);
  }

  /** Whoever was connected through a wire that swallowed or was cut has to connect anew. */
  void become(State next) {
    State before = state;
    state = next;
    if (next == State.CUT || before == State.SWALLOWING) {
      open.forEach(Wire::end);
    }
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (state == State.CUT) {
          end(near);
        } else {
          connect(near);
        }
      } catch (IOException closedOrGone) {
        // The next one may get through.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    try {
      far.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
    } catch (IOException nobodyThere) {
      end(near);
      throw nobodyThere;
    }
    open.add(near);
    open.add(far);
    begin(() -> forward(near, far));
    begin(() -> forward(far, near));
  }

  private void forward(Socket from, Socket to) {
    byte[] piece = new byte[16 << 10];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (state == State.SLOW) {
          LockSupport.parkNanos(DELAY_NANOS);
        }
        if (state != State.SWALLOWING) {
          out.write(piece, 0, read);
        }
      }
    } catch (IOException ended) {
      // By either side, or by this one.
    } finally {
      open.remove(from);
      open.remove(to);
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(Wire::end);
  }
}
