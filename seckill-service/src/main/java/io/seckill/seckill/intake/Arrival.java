package io.seckill.seckill.intake;

import io.seckill.seckill.decision.Request;

/**
 * A request as it arrived.
 *
 * @param late less time is left than an answer needs
 * @param maybeRepeated an earlier try of this very record may have got as far as a reservation or
 *     the ledger, here or in an instance that died
 */
public record Arrival(Request request, boolean late, boolean maybeRepeated) {}
