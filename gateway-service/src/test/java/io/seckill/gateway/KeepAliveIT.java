package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepAliveIT extends GatewayUnderTest {

  private static final int CLIENTS = 4;
  private static final int ROUNDS = 500;

  @Test
  void answersEveryRequestOfAConnectionThatIsQuickToAskAgain() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Integer>> answered =
          IntStream.range(0, CLIENTS).mapToObj(i -> clients.submit(this::ask)).toList();
      for (Future<Integer> one : answered) {
        assertThat(one.get()).isEqualTo(3 * ROUNDS);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private int ask() throws IOException {
    int answered = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < ROUNDS; i++) {
        // The first is answered when seckill-service has spoken, the others at once.
        for (String path : List.of("no-such-sale", "a%20b", "a%20b")) {
          String head = "GET /api/sales/" + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          readAnswer(in);
          answered++;
        }
      }
    }
    return answered;
  }

  private static void readAnswer(InputStream in) throws IOException {
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    assertThat(in.readNBytes(length)).hasSize(length);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      assertThat(c).as("the connection goes on").isNotNegative();
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
