package io.seckill.gateway.reply;

import java.util.List;

/** Where results go. Called on a gRPC event loop: it must not block. */
public interface ResultTaker {

  /**
   * Decides the requests of one batch; one verdict for each result, in order.
   *
   * @param asker who tells; a refusal by anyone but who asked last is not taken
   */
  List<Verdict> take(List<Result> results, long asker);

  /** How requests stand; whoever asks last is the only one who may refuse them. */
  List<Standing> ask(List<Question> questions, long asker);

  /** Learns where the sender of results serves sales, {@code host:port}. */
  void heardFrom(String salesAddress);
}
