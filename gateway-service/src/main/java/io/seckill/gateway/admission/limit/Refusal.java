package io.seckill.gateway.admission.limit;

import io.seckill.gateway.admission.bucket.Policy;
import io.seckill.gateway.admission.bucket.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody has to come again, and when.
 *
 * @param limit its name: {@code tokens}, {@code user} or {@code address}
 * @param policy what is allowed; null where that is not told
 * @param retryAfterSeconds 1 or more
 */
public record Refusal(String limit, @Nullable Policy policy, int retryAfterSeconds) {

  /** There is no token in the bucket of all. */
  public static Refusal noToken(TokenSource tokens) {
    return new Refusal("tokens", tokens.policy(), tokens.retryAfterSeconds());
  }
}
