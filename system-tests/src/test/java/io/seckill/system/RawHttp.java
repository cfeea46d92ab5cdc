package io.seckill.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sends bytes that no HTTP client would send. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private RawHttp() {}

  /**
   * Sends them as they are, one byte for each character (ISO 8859-1), and reads to the end of the
   * connection.
   *
   * @param request should ask for the end of the connection, or be broken enough to cause it
   */
  static Reply send(URI base, String request) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return reply(read(socket.getInputStream()));
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Reply reply(String text) {
    int end = text.indexOf(END_OF_HEAD);
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + END_OF_HEAD.length());
    String[] lines = head.split("\r\n", -1);
    String[] first = lines[0].split(" ", 3);
    int status = first.length > 1 ? Integer.parseInt(first[1]) : 0;
    Map<String, List<String>> headers =
        Arrays.stream(lines)
            .skip(1)
            .map(line -> line.split(":", 2))
            .filter(parts -> parts.length == 2)
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[1].strip(), Collectors.toList())));
    return new Reply(status, HttpHeaders.of(headers, (name, value) -> true), body);
  }
}
