package io.seckill.gateway.reply;

import io.grpc.stub.StreamObserver;
import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import io.seckill.system.simulation.Wiring;

/** Opens the gateway's way back to the simulator. */
public final class OpenedReply {

  private final ResultsEndpoint endpoint;
  private final Incarnation incarnation;

  public OpenedReply(Wiring wiring) {
    endpoint = wiring.the(ResultsEndpoint.class);
    incarnation = wiring.the(Incarnation.class);
  }

  public long incarnation() {
    return incarnation.id();
  }

  /** One call, whole. */
  public DeliverResponse deliver(DeliverRequest request) {
    Answer<DeliverResponse> answer = new Answer<>(DeliverResponse.getDefaultInstance());
    endpoint.deliver(request, answer);
    return answer.response;
  }

  /** One question, whole. */
  public AskResponse ask(AskRequest request) {
    Answer<AskResponse> answer = new Answer<>(AskResponse.getDefaultInstance());
    endpoint.ask(request, answer);
    return answer.response;
  }

  private static final class Answer<R> implements StreamObserver<R> {

    private R response;

    private Answer(R none) {
      this.response = none;
    }

    @Override
    public void onNext(R value) {
      response = value;
    }

    @Override
    public void onError(Throwable error) {
      throw new IllegalStateException(error);
    }

    @Override
    public void onCompleted() {}
  }
}
