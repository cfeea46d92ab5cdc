package io.seckill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.SeckillRequest;
import io.seckill.testing.servers.TestServers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway of its own for each test: small bounds, and one that ends while shoppers wait. */
class OverloadIT extends GatewayUnderTest {

  @Test
  void refusesAtOnceWhoeverFindsNoRoomAndAnswersAllWhoWaitBeforeItEnds() {
    SECKILL.decision = request -> Optional.empty();
    ConfigurableApplicationContext gateway =
        gateway("seckill.waiting.pending-max=5", "seckill.purchase.deadline-millis=8000");
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 5).mapToObj(i -> begin(purchase())).toList();
    await().until(() -> requests().size() == 5);

    HttpResponse<String> refused = send(purchase());
    isProblem(refused, 503, "unavailable");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");

    CompletableFuture<Void> ended = CompletableFuture.runAsync(gateway::close);
    await().until(this::refusesConnections);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    assertThat(ended).isNotDone();
    requests().forEach(OverloadIT::decide);

    assertThat(waiting)
        .extracting(CompletableFuture::join)
        .allSatisfy(one -> assertThat(one.statusCode()).isEqualTo(200))
        .as("who may ask again over the same connection")
        .allSatisfy(one -> assertThat(one.headers().firstValue("Connection")).contains("close"));
    ended.join();
  }

  @Test
  void refusesAtOnceWhoeverFindsNoTokenInTheBucketOfAllGateways() {
    try (ConfigurableApplicationContext gateway =
        gateway(
            "seckill.purchase.deadline-millis=8000",
            "seckill.flow.tokens.source=redis",
            "seckill.flow.tokens.rate=1",
            "seckill.flow.tokens.capacity=5")) {
      assertThat(gateway.isRunning()).isTrue();
      assertThat(send(purchase()).statusCode()).isEqualTo(200);
      await()
          .untilAsserted(
              () -> {
                HttpResponse<String> refused = send(purchase());
                isProblem(refused, 429, "rate-limited");
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
              });
      assertThat(requests()).hasSizeBetween(1, 30);
    }
  }

  private ConfigurableApplicationContext gateway(String... settings) {
    SpringApplication application =
        new SpringApplication(GatewayApplication.class, TestServers.class);
    ConfigurableApplicationContext context =
        application.run(
            List.of(
                    List.of(settings),
                    List.of(
                        "server.port=0",
                        "seckill.sales.call-millis=5000",
                        "spring.grpc.server.port=0",
                        "seckill.sales.addresses=" + SECKILL.address()))
                .stream()
                .flatMap(List::stream)
                .map(setting -> "--" + setting)
                .toArray(String[]::new));
    port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    return context;
  }

  private List<SeckillRequest> requests() {
    return SECKILL.seen.stream().filter(request -> request.getSaleId().equals(sale)).toList();
  }

  private boolean refusesConnections() {
    try {
      rawPost("/");
      return false;
    } catch (java.io.UncheckedIOException e) {
      return true;
    }
  }

  private static void decide(SeckillRequest request) {
    SECKILL.deliver(
        request.getReplyTo(),
        DeliverRequest.newBuilder()
            .setGatewayIncarnation(request.getGatewayIncarnation())
            .addResults(FakeSeckill.success(request).orElseThrow())
            .build());
  }
}
