package io.seckill.gateway.purchase;

import io.seckill.gateway.admission.bucket.Policy;
import io.seckill.gateway.admission.limit.Allowance;
import io.seckill.gateway.admission.limit.Refusal;
import io.seckill.gateway.door.Problem;

/**
 * Header fields that tell limits, as of draft-ietf-httpapi-ratelimit-headers-10: a draft of the
 * IETF, which may change. {@code q} requests in {@code w} seconds are the policy; {@code r} are
 * left, and after {@code t} seconds there are more.
 */
final class RateLimitFields {

  private static final String LIMIT = "RateLimit";
  private static final String POLICY = "RateLimit-Policy";

  private RateLimitFields() {}

  static Problem on(Problem problem, Refusal refusal) {
    Policy policy = refusal.policy();
    if (policy == null) {
      return problem;
    }
    String name = quoted(refusal.limit());
    return problem
        .header(POLICY, policy(name, policy))
        .header(LIMIT, name + ";r=0;t=" + refusal.retryAfterSeconds());
  }

  static Answer on(Answer answer, Allowance allowance) {
    String name = quoted(allowance.limit());
    // A refusal tells the limit that refused.
    return answer.headers().containsKey(LIMIT)
        ? answer
        : answer
            .header(POLICY, policy(name, allowance.policy()))
            .header(LIMIT, name + ";r=" + allowance.left());
  }

  private static String policy(String name, Policy policy) {
    return name + ";q=" + policy.quota() + ";w=" + policy.windowSeconds();
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
