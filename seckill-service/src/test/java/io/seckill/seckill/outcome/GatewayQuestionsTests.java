package io.seckill.seckill.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.Standing;
import io.seckill.seckill.decision.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GatewayQuestionsTests {

  private static final ReplySettings SETTINGS = new ReplySettings(200, 2, 500);
  private static final Request ONE = request("1");
  private static final Request OTHER = request("2");

  @Test
  void onlyWhatTheGatewayCallsUndecidedIsDecided() {
    assertThat(
            undecided(
                question -> {
                  assertThat(question.getAsker()).isEqualTo(7);
                  assertThat(question.getGatewayIncarnation()).isEqualTo(1);
                  return CompletableFuture.completedFuture(
                      AskResponse.newBuilder()
                          .addStandings(Standing.STANDING_DECIDED)
                          .addStandings(Standing.STANDING_UNDECIDED)
                          .build());
                }))
        .containsExactly(OTHER);
  }

  @Test
  void nothingIsDecidedAnewWhoseGatewayIsGone() {
    assertThat(undecided(question -> failed(Status.UNAVAILABLE))).isEmpty();
  }

  @Test
  void aGatewayThatCannotBeAskedYetIsServedAsEver() {
    assertThat(undecided(question -> failed(Status.UNIMPLEMENTED)))
        .containsExactlyInAnyOrder(ONE, OTHER);
  }

  private static Iterable<Request> undecided(
      Function<AskRequest, CompletableFuture<AskResponse>> gateway) {
    Delivery delivery =
        new Delivery() {
          @Override
          public Future<DeliverResponse> begin(
              String address, DeliverRequest results, int attempt, int timeoutMillis) {
            throw new AssertionError("nothing is told here");
          }

          @Override
          public Future<AskResponse> ask(
              String address, AskRequest question, int attempt, int timeoutMillis) {
            return gateway.apply(question);
          }
        };
    return new GatewayQuestions(delivery, new GatewayCalls(SETTINGS))
        .undecided(List.of(ONE, OTHER), 7);
  }

  private static CompletableFuture<AskResponse> failed(Status status) {
    return CompletableFuture.failedFuture(status.asException());
  }

  private static Request request(String user) {
    return new Request("sale." + user, "sale", user, 1, Long.MAX_VALUE, "gateway:9090", 1);
  }
}
