package io.seckill.stack.sale;

import org.jspecify.annotations.Nullable;

/**
 * What one shopper was told.
 *
 * @param shopper number of the shopper, from 0
 * @param userId the shopper's name to the system; nobody else asks under it
 * @param gateway where it was asked, {@code host:port}
 * @param answer what was heard
 * @param status HTTP status; 0 where there was no answer
 * @param requestId the request, where the answer named it
 * @param orderId the order, where the answer named it
 * @param intendedMicros when the request was due, microseconds since the start of the load
 * @param sentMicros when it was sent; later than intended where the generator or its connections
 *     could not follow. Equal to {@code answeredMicros} where it never was sent
 * @param answeredMicros when the answer was complete, or the generator gave up
 * @param detail why there is no answer or what was not understood; empty otherwise
 */
public record Told(
    int shopper,
    String userId,
    String gateway,
    Answer answer,
    int status,
    @Nullable String requestId,
    @Nullable String orderId,
    long intendedMicros,
    long sentMicros,
    long answeredMicros,
    String detail) {}
