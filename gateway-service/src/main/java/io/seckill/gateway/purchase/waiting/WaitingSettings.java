package io.seckill.gateway.purchase.waiting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the register.
 *
 * @param pendingMax requests that may wait for a decision at once, 1 to 1,000,000; more get 503
 * @param rememberedMax requests in the register in all, 1,000 to 10,000,000, or 0: as many as fit
 *     in half of the heap; when full, the oldest are forgotten early, and while none is old enough
 *     new ones get 503. Each stays for 90 seconds at least
 * @param rememberSeconds how long a decided request is remembered after its deadline, 100 to 86,400
 *     seconds
 * @param cancelAckMillis how long a shopper waits past the deadline for the cancellation to be
 *     durable, 10 to 5,000 milliseconds; then the answer is `outcome-unknown`
 */
@Validated
@ConfigurationProperties("seckill.waiting")
public record WaitingSettings(
    @DefaultValue("20000") @Min(1) @Max(1_000_000) int pendingMax,
    @DefaultValue("0") @Min(1_000) @Max(WaitingSettings.REMEMBERED_MAX) int rememberedMax,
    @DefaultValue("600") @Min(100) @Max(86_400) int rememberSeconds,
    @DefaultValue("300") @Min(10) @Max(5_000) int cancelAckMillis) {

  static final int REMEMBERED_MAX = 10_000_000;

  /** With its place in the map, in a heap below 32 GB. */
  private static final int BYTES_EACH = 170;

  public WaitingSettings {
    if (rememberedMax == 0) {
      rememberedMax = thatFit(Runtime.getRuntime().maxMemory());
    }
  }

  /** The other half is for what is under way, and for the collector to work in. */
  static int thatFit(long heapBytes) {
    return (int) Math.max(1_000, Math.min(heapBytes / 2 / BYTES_EACH, REMEMBERED_MAX));
  }
}
