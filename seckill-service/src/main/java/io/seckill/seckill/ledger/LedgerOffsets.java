package io.seckill.seckill.ledger;

import java.util.Map;

/** Where the ledger ends, and how far it was followed; offsets by partition. */
public interface LedgerOffsets {

  /** The consumer group whose commits say what was followed. */
  String FOLLOWERS = "seckill-ledger";

  /** What is durable now stands before these. */
  Map<Integer, Long> ends();

  /**
   * What stands before these was followed to the inventory by this service, whichever instance did
   * it; a partition of which nothing was followed is missing.
   */
  Map<Integer, Long> followed();
}
