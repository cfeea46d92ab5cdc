package io.seckill.seckill.outcome;

import io.seckill.contracts.v1.AskRequest;
import io.seckill.contracts.v1.AskResponse;
import io.seckill.contracts.v1.DeliverRequest;
import io.seckill.contracts.v1.DeliverResponse;
import java.util.concurrent.Future;

/** The way to the gateways, one call at a time. */
public interface Delivery {

  /**
   * Begins a call; does not wait for it. The future fails where nothing is known of the results.
   *
   * @param address the gateway's, {@code host:port}
   * @param attempt 1 for the first try of these results, which fails at once without a connection;
   *     a later one connects anew and waits for it
   * @param timeoutMillis after which the call fails
   */
  Future<DeliverResponse> begin(
      String address, DeliverRequest results, int attempt, int timeoutMillis);

  /** The same for a question. The future fails where nothing is known of its answer. */
  Future<AskResponse> ask(String address, AskRequest question, int attempt, int timeoutMillis);
}
