package io.seckill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes and syncs without a pause to the disk of a folder, until closed. */
final class BusyDisk implements AutoCloseable {

  private static final int BLOCK_BYTES = 8 << 20;
  private static final int BLOCKS = 32;

  private final Path file;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile long written;

  BusyDisk(Path folder) {
    this.file = folder.resolve("busy-disk");
    Thread thread = new Thread(this::write, "busy-disk");
    thread.setDaemon(true);
    thread.start();
  }

  /** Bytes that reached the disk since the start. */
  long written() {
    return written;
  }

  private void write() {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; !closed; i++) {
        block.clear();
        channel.write(block, (long) (i % BLOCKS) * BLOCK_BYTES);
        channel.force(true);
        written += BLOCK_BYTES;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended.countDown();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closed = true;
    if (!ended.await(1, TimeUnit.MINUTES)) {
      throw new IOException("%s is still being written".formatted(file));
    }
    Files.deleteIfExists(file);
  }
}
