package io.seckill.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An SMS provider that answers as it is told and remembers which keys it was given. */
final class Provider {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();

  private Provider(HttpServer server) {
    this.server = server;
  }

  static Provider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Provider provider = new Provider(server);
      server.createContext("/sms", provider::take);
      server.setExecutor(provider.threads);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  /** The next answers to messages of the order; after them, 200. */
  void answer(String orderId, Integer... statuses) {
    answers.put(orderId, new ArrayDeque<>(List.of(statuses)));
  }

  /** The idempotency keys of what came for the order, in the order of coming. */
  List<String> keysFor(String orderId) {
    return keys.stream().filter(key -> key.startsWith(orderId + ":")).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      keys.add(key);
      exchange.sendResponseHeaders(next(key.substring(0, key.lastIndexOf(':'))), -1);
    }
  }

  private synchronized int next(String orderId) {
    Queue<Integer> queue = answers.getOrDefault(orderId, new ArrayDeque<>());
    Integer status = queue.poll();
    return status == null ? 200 : status;
  }
}
