package io.seckill.dashboard;

/** One page more than may follow this service live. */
final class TooManyStreams extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyStreams(int max) {
    super("open dashboard streams: more than %d (expected: at most %d)".formatted(max, max));
  }
}
