package io.seckill.gateway.reply;

import java.util.List;

/** Where results go. Called on a gRPC event loop: it must not block. */
public interface ResultTaker {

  /** Decides the requests of one batch; one verdict for each result, in order. */
  List<Verdict> take(List<Result> results);

  /** Learns where the sender of results serves sales, {@code host:port}. */
  void heardFrom(String salesAddress);
}
