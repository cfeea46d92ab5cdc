package io.seckill.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes spans by OTLP over HTTP, as a collector does, and keeps them. */
final class Collector {

  private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * A span.
   *
   * @param parent the id of the span above; empty where there is none
   * @param links traces that it links to
   */
  record Told(
      String service, String name, String trace, String id, String parent, List<String> links) {}

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** Its address, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} has it. */
  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Told> of(String trace) {
    return told.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  /** Those of other traces that link to this one. */
  List<Told> linkedTo(String trace) {
    return told.stream().filter(span -> span.links().contains(trace)).toList();
  }

  private void take(HttpExchange call) throws IOException {
    try (call) {
      ExportTraceServiceRequest.parseFrom(call.getRequestBody())
          .getResourceSpansList()
          .forEach(this::keep);
      // An empty answer is one without complaints.
      call.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      call.sendResponseHeaders(200, -1);
    }
  }

  private void keep(ResourceSpans ofService) {
    String service =
        ofService.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElse("");
    ofService.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> read(service, span))
        .forEach(told::add);
  }

  private static Told read(String service, Span span) {
    HexFormat hex = HexFormat.of();
    return new Told(
        service,
        span.getName(),
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getLinksList().stream()
            .map(link -> hex.formatHex(link.getTraceId().toByteArray()))
            .toList());
  }
}
