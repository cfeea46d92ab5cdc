package io.seckill.order.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param orderId of the order; equals {@code requestId}, the seckill request it came from
 * @param item what was bought
 * @param quantity units, 1 to 1000
 * @param priceMinor price of one unit in minor units of the currency
 * @param currency ISO 4217
 * @param status {@code PENDING_PAYMENT}, {@code PAID} or {@code CANCELLED}
 * @param createdAt when it was made, UTC
 * @param updatedAt when it last changed, UTC
 * @param payBefore of an order that waits for payment: it is cancelled soon after this time, UTC;
 *     left out otherwise
 * @param cancelledReason of a cancelled order: {@code deadline}, {@code decided-otherwise}, {@code
 *     fenced}, {@code unpaid} or {@code unspecified}; left out otherwise
 */
record OrderView(
    String orderId,
    String requestId,
    String saleId,
    String item,
    String userId,
    int quantity,
    long priceMinor,
    String currency,
    String status,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant payBefore,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cancelledReason) {}
