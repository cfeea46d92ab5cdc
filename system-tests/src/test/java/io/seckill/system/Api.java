package io.seckill.system;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A service's HTTP API as its callers see it.
 *
 * @param base its address
 */
record Api(URI base) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Call get(String path) {
    return new Call("GET", path);
  }

  Call put(String path) {
    return new Call("PUT", path);
  }

  Call post(String path) {
    return new Call("POST", path);
  }

  Call call(String method, String path) {
    return new Call(method, path);
  }

  /** A request for units by a user. */
  Call buy(String saleId, String userId, int quantity) {
    return post("/api/sales/" + saleId + "/requests")
        .header("X-User-Id", userId)
        .json("{\"quantity\":%d}".formatted(quantity));
  }

  /** Creates a sale that runs from now on. */
  void hasSale(String saleId, int stock, int perUser) {
    put("/api/sales/" + saleId)
        .json(
            "{\"item\":\"Phone\",\"stock\":%d,\"perUser\":%d,\"priceMinor\":19900}"
                .formatted(stock, perUser))
        .send()
        .has(201);
  }

  /** A call in the making. */
  final class Call {

    private final HttpRequest.Builder request;
    private final String method;

    private Call(String method, String path) {
      this.method = method;
      this.request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
      request.method(method, BodyPublishers.noBody());
    }

    Call header(String name, @Nullable String value) {
      if (value != null) {
        request.header(name, value);
      }
      return this;
    }

    /** A JSON body with its content type. */
    Call json(String body) {
      return header("Content-Type", "application/json").body(body);
    }

    Call body(String body) {
      return body(BodyPublishers.ofString(body));
    }

    /** A body whose length is not told beforehand: it goes in chunks. */
    Call chunked(String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return body(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    Call body(BodyPublisher body) {
      request.method(method, body);
      return this;
    }

    Reply send() {
      try {
        return Reply.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
      } catch (IOException noAnswer) {
        throw new UncheckedIOException(noAnswer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for an answer", e);
      }
    }

    CompletableFuture<Reply> sendAsync() {
      return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Reply::of);
    }
  }
}
