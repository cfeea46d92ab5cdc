package io.seckill.gateway.admission.limit;

import io.seckill.gateway.admission.bucket.Policy;

/**
 * What is left of a limit.
 *
 * @param limit its name
 * @param policy what is allowed in all
 * @param left requests, 0 or more
 */
public record Allowance(String limit, Policy policy, long left) {}
