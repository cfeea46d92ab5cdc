package io.seckill.gateway.admission.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits of one user and of one client address at this gateway, so that nobody alone can empty the
 * bucket of all. Off unless set.
 */
@Component
public final class Limits {

  private static final String USER = "user";
  private static final String ADDRESS = "address";

  private final @Nullable KeyedLimit users;
  private final @Nullable KeyedLimit addresses;
  private final ClientAddress client;

  @Autowired
  Limits(LimitSettings settings) {
    this(settings, System::nanoTime);
  }

  Limits(LimitSettings settings, LongSupplier nanoTime) {
    this.users = limit(settings.userRate(), settings.userBurst(), settings, nanoTime);
    this.addresses = limit(settings.addressRate(), settings.addressBurst(), settings, nanoTime);
    this.client = new ClientAddress(settings.proxies());
  }

  private static @Nullable KeyedLimit limit(
      int perSecond, int burst, LimitSettings settings, LongSupplier nanoTime) {
    return perSecond == 0
        ? null
        : new KeyedLimit(perSecond, burst, settings.remembered(), nanoTime);
  }

  /**
   * Whose request it is, as far as it matters.
   *
   * @param forwarded the values of {@code X-Forwarded-For}
   * @return null where addresses are not limited
   */
  public @Nullable String client(@Nullable InetAddress peer, @Nullable List<String> forwarded) {
    return addresses == null || peer == null ? null : client.of(peer, forwarded);
  }

  /** Counts a request; null: it may go on. */
  public @Nullable Refusal refusal(String user, @Nullable String address) {
    Refusal byAddress = refusal(ADDRESS, addresses, address);
    return byAddress == null ? refusal(USER, users, user) : byAddress;
  }

  private static @Nullable Refusal refusal(
      String name, @Nullable KeyedLimit limit, @Nullable String key) {
    if (limit == null || key == null) {
      return null;
    }
    long nanos = limit.take(key);
    if (nanos == 0) {
      return null;
    }
    return new Refusal(name, limit.policy(), (int) ((nanos + 999_999_999L) / 1_000_000_000L));
  }

  /** What a user may still do: told with each answer; null where users are not limited. */
  public @Nullable Allowance allowance(String user) {
    return users == null ? null : new Allowance(USER, users.policy(), users.left(user));
  }
}
