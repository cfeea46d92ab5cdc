package io.seckill.stack.state;

import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held while a stack is started or taken down, so that two commands do not do it at once, and by a
 * benchmark as long as it runs. The file says who holds it.
 */
public final class StackLock implements AutoCloseable {

  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param holder who takes it, for the messages of others
   * @throws ProcessFailure where another command holds it
   */
  public static StackLock take(Path home, String holder) {
    Path file = home.resolve("run").resolve("lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ProcessFailure(
            "another command has this stack (%s): %s; wait for it, or end it"
                .formatted(home, Files.readString(file).strip()));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "%s, process %d%n"
                  .formatted(holder, ProcessHandle.current().pid())
                  .getBytes(StandardCharsets.UTF_8)));
      return new StackLock(channel);
    } catch (IOException noLock) {
      throw new ProcessFailure(
          "%s cannot be locked: %s".formatted(file, noLock.getMessage()), noLock);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  /** Gives it back; the end of the JVM does so too. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      throw new ProcessFailure("the stack's lock cannot be given back", alreadyGone);
    }
  }
}
