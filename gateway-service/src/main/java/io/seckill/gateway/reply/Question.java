package io.seckill.gateway.reply;

/**
 * Asks how one request stands.
 *
 * @param requestId the request
 * @param deadlineMillis which try of it: the deadline that it had; 0 where it is not told
 */
public record Question(String requestId, long deadlineMillis) {}
