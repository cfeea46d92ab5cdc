package io.seckill.seckill.decision;

/** A request and how it was decided. */
public record Decision(Request request, Result result) {

  /** Whether stock is locked for the request. */
  public boolean isSuccess() {
    return result instanceof Result.Success;
  }
}
