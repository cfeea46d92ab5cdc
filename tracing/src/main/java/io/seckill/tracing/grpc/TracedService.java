package io.seckill.tracing.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.SpanKind;
import io.seckill.tracing.Traces;
import io.seckill.tracing.Trail;

/** Gives a call that comes from a sampled span one of its own; what it does belongs to that. */
public final class TracedService implements ServerInterceptor {

  private final Traces traces;

  public TracedService(Traces traces) {
    this.traces = traces;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Trail trail = traces.goOn(headers.get(TracedCalls.TRACEPARENT), method, SpanKind.SERVER);
    if (trail == null) {
      return next.startCall(call, headers);
    }
    trail.note("rpc.system.name", "grpc").note("rpc.method", method);
    ServerCall<Q, R> ending =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            TracedCalls.end(trail, status);
            super.close(status, trailers);
          }
        };
    return new Within<>(next.startCall(ending, headers), trail);
  }

  private static final class Within<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Trail trail;

    Within(ServerCall.Listener<Q> listener, Trail trail) {
      super(listener);
      this.trail = trail;
    }

    /** Where a call of one message is worked on. */
    @Override
    public void onHalfClose() {
      trail.within(super::onHalfClose);
    }

    @Override
    public void onCancel() {
      trail.end();
      super.onCancel();
    }
  }
}
