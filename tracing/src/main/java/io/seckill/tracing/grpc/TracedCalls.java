package io.seckill.tracing.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.SpanKind;
import io.seckill.tracing.Traces;
import io.seckill.tracing.Trail;

/** Gives a call made within a sampled span one of its own, and its context to the server. */
public final class TracedCalls implements ClientInterceptor {

  static final Metadata.Key<String> TRACEPARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  private final Traces traces;

  public TracedCalls(Traces traces) {
    this.traces = traces;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    ClientCall<Q, R> call = next.newCall(method, options);
    Trail trail = traces.goOn(Traces.current(), method.getFullMethodName(), SpanKind.CLIENT);
    if (trail == null) {
      return call;
    }
    trail.note("rpc.system.name", "grpc").note("rpc.method", method.getFullMethodName());
    return new SimpleForwardingClientCall<>(call) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.put(TRACEPARENT, trail.traceparent());
        super.start(new Ending<>(listener, trail), headers);
      }
    };
  }

  private static final class Ending<R> extends SimpleForwardingClientCallListener<R> {

    private final Trail trail;

    Ending(ClientCall.Listener<R> listener, Trail trail) {
      super(listener);
      this.trail = trail;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end(trail, status);
      super.onClose(status, trailers);
    }
  }

  static void end(Trail trail, Status status) {
    trail.note("rpc.response.status_code", status.getCode().name());
    if (!status.isOk()) {
      trail.failed(status.asException());
    }
    trail.end();
  }
}
