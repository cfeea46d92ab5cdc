package io.seckill.system;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets a process see another time of day than the machine has, by libfaketime. */
final class OtherClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");

  private OtherClock() {}

  /** Null where it is not installed. */
  static @Nullable Path library() throws IOException {
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:**/libfaketime.so.1");
    try (Stream<Path> found =
        Files.find(LIBRARIES, 3, (path, attributes) -> wanted.matches(path))) {
      return found.findFirst().orElse(null);
    }
  }

  /**
   * @param offset as {@code +5s}
   */
  static Map<String, String> environment(Path library, String offset) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME",
        offset,
        // Durations stay what they are; its way around an old fault of glibc cuts waits short.
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }
}
