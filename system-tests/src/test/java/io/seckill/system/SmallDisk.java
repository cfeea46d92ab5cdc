package io.seckill.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/** A small file system of its own under a folder that nobody uses just now, with what was there. */
final class SmallDisk implements AutoCloseable {

  private static final long ROOM_BYTES = 32 << 20;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Null where this user may not mount one. */
  static @Nullable SmallDisk under(Path folder) throws IOException, InterruptedException {
    long size = PathUtils.sizeOfDirectory(folder) + ROOM_BYTES;
    Path before = folder.resolveSibling(folder.getFileName() + ".before");
    Files.move(folder, before);
    Files.createDirectory(folder);
    boolean mounted =
        run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
    PathUtils.copyDirectory(before, folder);
    PathUtils.deleteDirectory(before);
    return mounted ? new SmallDisk(folder) : null;
  }

  /** Until nobody can write a byte more. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[4 << 10];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As it was to be.
    }
  }

  void free() throws IOException {
    Files.delete(filler);
  }

  /** What is in the folder stays there, on the disk that it was on before. */
  @Override
  public void close() throws IOException, InterruptedException {
    Files.deleteIfExists(filler);
    Path after = folder.resolveSibling(folder.getFileName() + ".after");
    PathUtils.copyDirectory(folder, after);
    if (!run(List.of("umount", folder.toString()))) {
      throw new IOException("%s cannot be unmounted".formatted(folder));
    }
    Files.delete(folder);
    Files.move(after, folder);
  }

  private static boolean run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
