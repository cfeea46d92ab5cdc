package io.seckill.benchmarks.naive;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Sends a message and waits until the provider has taken it. */
@Component
class SmsClient {

  private final RestClient provider;

  SmsClient(RestClient.Builder client, @Value("${NAIVE_SMS_URL}") String url) {
    this.provider = client.baseUrl(url).build();
  }

  void send(String userId, String orderId) {
    provider
        .post()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("to", userId, "text", "Your order " + orderId, "reference", orderId))
        .retrieve()
        .toBodilessEntity();
  }
}
