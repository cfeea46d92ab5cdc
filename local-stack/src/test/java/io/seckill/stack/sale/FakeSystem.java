package io.seckill.stack.sale;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** A gateway and an order-service in one small HTTP server, with a switch for each way to lie. */
final class FakeSystem implements AutoCloseable {

  /** What to say to one request for an item. */
  interface Seller {
    void sell(Purchase purchase) throws IOException, InterruptedException;
  }

  static {
    // Otherwise head and body of an answer go out 40 ms apart (Nagle against delayed ACK).
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(64);
  private volatile String ordersBody = "";
  private final Map<String, Map<String, Object>> orders = new ConcurrentSkipListMap<>();
  private final Map<String, String> decisions = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong createdStatus = new AtomicLong(201);
  private volatile Seller seller = Purchase::soldOut;

  FakeSystem() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/sales/", this::sale);
    server.createContext("/api/requests/", this::request);
    server.createContext("/api/orders", this::listOrders);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void sells(Seller how) {
    seller = how;
  }

  void answersForOrders(String body) {
    ordersBody = body;
  }

  void createsSalesWith(int status) {
    createdStatus.set(status);
  }

  int asked() {
    return asked.get();
  }

  /** Who asked, each one's number in the order of arrival, and the ways to answer. */
  final class Purchase {
    private final HttpExchange exchange;
    private final int number;
    private final String userId;
    private final String requestId;

    private Purchase(HttpExchange exchange, int number) {
      this.exchange = exchange;
      this.number = number;
      this.userId = exchange.getRequestHeaders().getFirst("X-User-Id");
      this.requestId = "r-" + exchange.getRequestHeaders().getFirst("Idempotency-Key");
    }

    int number() {
      return number;
    }

    String userId() {
      return userId;
    }

    /** Makes the order and tells nothing. */
    void order(String orderId, int quantity, String status) {
      orders.put(
          orderId,
          Map.of(
              "orderId", orderId,
              "requestId", requestId,
              "saleId", "any",
              "userId", userId,
              "quantity", quantity,
              "status", status,
              "createdAt", "2026-01-01T00:00:00Z"));
    }

    void order() {
      order(requestId, 1, "PENDING_PAYMENT");
    }

    void tellSuccess() throws IOException {
      answer(
          exchange,
          200,
          Map.of(
              "requestId",
              requestId,
              "saleId",
              "any",
              "outcome",
              "SUCCESS",
              "orderId",
              requestId,
              "quantity",
              1));
    }

    void win() throws IOException {
      order();
      tellSuccess();
    }

    void soldOut() throws IOException {
      problem(409, "sold-out");
    }

    void problem(int status, String type) throws IOException {
      answer(
          exchange,
          status,
          Map.of(
              "type",
              "/problems/" + type,
              "title",
              type,
              "status",
              status,
              "requestId",
              requestId));
    }

    void leaveUnknown(int status, String outcomeLater) throws IOException {
      decisions.put(requestId, outcomeLater);
      exchange.getResponseHeaders().set("Location", "/api/requests/" + requestId);
      answer(exchange, status, Map.of("type", "/problems/outcome-unknown"));
    }

    void confirmLater(String outcome) {
      decisions.put(requestId, outcome);
    }

    void hangUp() {
      exchange.close();
    }

    void raw(int status, String body) throws IOException {
      bytes(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void sale(HttpExchange exchange) throws IOException {
    byte[] ignored = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("PUT")) {
      answer(exchange, createdStatus.intValue(), Map.of("size", ignored.length));
      return;
    }
    try {
      seller.sell(new Purchase(exchange, asked.getAndIncrement()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private void request(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring(path.lastIndexOf('/') + 1);
    String outcome = decisions.get(id);
    if (outcome == null) {
      answer(exchange, 404, Map.of("type", "about:blank"));
    } else {
      answer(exchange, 200, Map.of("requestId", id, "outcome", outcome, "orderId", id));
    }
  }

  private void listOrders(HttpExchange exchange) throws IOException {
    if (!ordersBody.isEmpty()) {
      bytes(exchange, 200, ordersBody.getBytes(StandardCharsets.UTF_8));
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    int page = Integer.parseInt(query.replaceAll(".*page=(\\d+).*", "$1"));
    int size = Integer.parseInt(query.replaceAll(".*size=(\\d+).*", "$1"));
    List<Map<String, Object>> all = List.copyOf(orders.values());
    List<Map<String, Object>> items = all.stream().skip((long) page * size).limit(size).toList();
    answer(exchange, 200, Map.of("items", items, "page", page, "size", size, "total", all.size()));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> json)
      throws IOException {
    bytes(exchange, status, JsonMapper.shared().writeValueAsBytes(json));
  }

  private static void bytes(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
