package io.seckill.notification.delivery;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * POSTs {@code {"to","text","reference"}} to the provider, with an {@code Idempotency-Key}. Any 2xx
 * means taken; 408, 425, 429, 5xx, and anything that is no answer mean try again; any other 4xx
 * means never.
 */
final class HttpSmsSender implements SmsSender {

  private final HttpClient http;
  private final URI provider;
  private final Duration connectTimeout;
  private final Duration answerTimeout;
  private final JsonMapper json;
  private final Clock clock;

  HttpSmsSender(URI provider, DeliverySettings settings, JsonMapper json, Clock clock) {
    this.provider = provider;
    this.connectTimeout = settings.connectTimeout();
    this.answerTimeout = settings.answerTimeout();
    this.json = json;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public CompletableFuture<SmsResult> send(Sms sms) {
    CompletableFuture<HttpResponse<Void>> exchange =
        http.sendAsync(request(sms), HttpResponse.BodyHandlers.discarding());
    return exchange
        .thenApply(this::resultOf)
        // The client's own timeout ends with the headers; a body that trickles has none.
        .orTimeout(connectTimeout.plus(answerTimeout).toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            e -> {
              exchange.cancel(true);
              return new SmsResult.Failed(noAnswer(e), Optional.empty());
            });
  }

  private HttpRequest request(Sms sms) {
    byte[] body =
        json.writeValueAsBytes(
            Map.of("to", sms.to(), "text", sms.text(), "reference", sms.idempotencyKey()));
    return HttpRequest.newBuilder(provider)
        .timeout(connectTimeout.plus(answerTimeout))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", sms.idempotencyKey())
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private SmsResult resultOf(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new SmsResult.Sent();
    }
    String reason = "provider answered " + status + " (expected: 2xx)";
    boolean mayWorkLater = status < 400 || status >= 500 || isTransient(status);
    return mayWorkLater
        ? new SmsResult.Failed(reason, retryAfter(response))
        : new SmsResult.Refused(reason);
  }

  private static boolean isTransient(int clientError) {
    return clientError == 408 || clientError == 425 || clientError == 429;
  }

  private Optional<Duration> retryAfter(HttpResponse<Void> response) {
    return response.headers().firstValue("Retry-After").flatMap(this::parseRetryAfter);
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3); what is neither is as good as not sent. */
  private Optional<Duration> parseRetryAfter(String value) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), at);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private String noAnswer(Throwable thrown) {
    Throwable e = thrown instanceof CompletionException ? causeOr(thrown) : thrown;
    if (e instanceof TimeoutException) {
      return "no answer from the provider (expected: within %d ms)"
          .formatted(connectTimeout.plus(answerTimeout).toMillis());
    }
    return "no answer from the provider: " + e;
  }

  private static Throwable causeOr(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }
}
