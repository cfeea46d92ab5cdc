package io.seckill.seckill.outcome;

import static org.awaitility.Awaitility.await;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.contracts.v1.ResultsGrpc;
import io.seckill.contracts.v1.Verdict;
import io.seckill.seckill.decision.Decision;
import io.seckill.seckill.decision.Request;
import io.seckill.seckill.decision.Result;
import io.seckill.tracing.Traces;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatewayRepliesTests {

  private static final ReplySettings SETTINGS = new ReplySettings(200, 2, 500);

  @Test
  void callsAGatewayThatIsBackAlthoughWorkForItNeverPaused() throws IOException {
    int port = freePort();
    AtomicInteger heard = new AtomicInteger();
    GatewayReplies replies =
        new GatewayReplies(
            new Gateways(new Channels(Traces.none())),
            new GatewayCalls(SETTINGS),
            new SalesAddress("127.0.0.1:9091"));
    List<Decision> decisions = List.of(soldOut("127.0.0.1:" + port));
    replies.tell(decisions, 0);

    Server gateway = NettyServerBuilder.forPort(port).addService(new Taker(heard)).build().start();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          // More often than the gateway counts as gone.
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                replies.tell(decisions, 0);
                return heard.get() > 0;
              });
    } finally {
      gateway.shutdownNow();
    }
  }

  private static Decision soldOut(String replyTo) {
    return new Decision(
        new Request("sale.0123456789012345678901", "sale", "user", 1, Long.MAX_VALUE, replyTo, 1),
        new Result.SoldOut());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final class Taker extends ResultsGrpc.ResultsImplBase {

    private final AtomicInteger heard;

    Taker(AtomicInteger heard) {
      this.heard = heard;
    }

    @Override
    public void deliver(DeliverRequest request, StreamObserver<DeliverResponse> response) {
      heard.addAndGet(request.getResultsCount());
      DeliverResponse.Builder verdicts = DeliverResponse.newBuilder();
      request.getResultsList().forEach(result -> verdicts.addVerdicts(Verdict.VERDICT_ACCEPTED));
      response.onNext(verdicts.build());
      response.onCompleted();
    }
  }
}
