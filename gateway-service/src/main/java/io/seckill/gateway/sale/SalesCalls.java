package io.seckill.gateway.sale;

import io.grpc.MethodDescriptor;
import java.util.concurrent.CompletableFuture;

/** The way to the seckill-services that serve sales. */
public interface SalesCalls {

  /** The answer, or the error of the last service tried. Never blocks. */
  <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request);

  /** Adds a seckill-service that was heard from, {@code host:port}. */
  void learn(String address);
}
