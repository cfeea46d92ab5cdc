package io.seckill.testing.servers;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Ends and starts what runs in a container, which keeps its data and its port meanwhile:
 * Testcontainers' own stop removes the container.
 */
final class Switch extends AbstractWaitStrategy {

  private static final Logger log = LoggerFactory.getLogger(Switch.class);

  private static final int GRACE_SECONDS = 20;
  private static final long POLL_MILLIS = 50;

  private final GenericContainer<?> container;
  private final BooleanSupplier answers;

  /**
   * @param answers asked again and again; false or an exception mean "not yet"
   */
  Switch(GenericContainer<?> container, BooleanSupplier answers) {
    this.container = container;
    this.answers = answers;
  }

  /** Politely, with the signal that the image asks for; by force after a grace period. */
  void off() {
    try {
      container
          .getDockerClient()
          .stopContainerCmd(container.getContainerId())
          .withTimeout(GRACE_SECONDS)
          .exec();
    } catch (NotModifiedException notRunning) {
      log.debug("{} does not run", container.getDockerImageName(), notRunning);
    }
  }

  /** Without warning. */
  void kill() {
    try {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    } catch (ConflictException notRunning) {
      log.debug("{} does not run", container.getDockerImageName(), notRunning);
    }
  }

  /** Returns when the server answers. */
  void on() {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    waitUntilReady(container);
  }

  /** Not by what it logs, as strategies of Testcontainers do: after a restart that is there. */
  @Override
  protected void waitUntilReady() {
    long giveUpAt = System.nanoTime() + startupTimeout.toNanos();
    while (!isReady()) {
      if (!container.isRunning()) {
        throw new ContainerLaunchException(
            "%s ended while starting:%n%s"
                .formatted(container.getDockerImageName(), container.getLogs()));
      }
      if (System.nanoTime() - giveUpAt > 0) {
        throw new ContainerLaunchException(
            "%s did not answer within %d s:%n%s"
                .formatted(
                    container.getDockerImageName(),
                    startupTimeout.toSeconds(),
                    container.getLogs()));
      }
      pause();
    }
  }

  private boolean isReady() {
    try {
      return answers.getAsBoolean();
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ContainerLaunchException("interrupted while waiting for a container", interrupted);
    }
  }
}
