package io.seckill.stack.state;

import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held while a stack is started or taken down, so that two commands do not do it at once. */
public final class StackLock implements AutoCloseable {

  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws ProcessFailure where another command holds it
   */
  public static StackLock take(Path home) {
    Path file = home.resolve("run").resolve("lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ProcessFailure(
            "another command is just starting or stopping this stack (" + home + "); wait for it");
      }
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
