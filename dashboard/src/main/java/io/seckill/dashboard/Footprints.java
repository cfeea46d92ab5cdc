package io.seckill.dashboard;

import java.util.List;

/**
 * What a service can tell of one request's way, out of what it keeps anyway; as a bean. It may
 * block, and throw while what it reads is away.
 */
@FunctionalInterface
public interface Footprints {

  /**
   * The steps that are known here, in any order; none where the request is not known.
   *
   * @param requestId 1 to 128 of {@code A-Z a-z 0-9 . _ ~ -}
   */
  List<Step> of(String requestId);
}
