package io.seckill.gateway.reply;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Which life of the gateway this is; results for an earlier life are not this one's to decide. */
@Component
public final class Incarnation {

  private final long id = new SecureRandom().nextLong();

  /** 64 random bits, new with every start of the process. */
  public long id() {
    return id;
  }
}
