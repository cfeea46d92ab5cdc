package io.seckill.gateway.sale;

import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The seckill-services that this gateway knows, from its settings and from the results they sent.
 */
@Component
public final class SeckillServices {

  private final SalesChannels channels;

  SeckillServices(SalesChannels channels) {
    this.channels = channels;
  }

  /** Each address, {@code host:port}, and whether it could be reached when it was last tried. */
  public Map<String, Boolean> reachable() {
    return channels.reachable();
  }
}
