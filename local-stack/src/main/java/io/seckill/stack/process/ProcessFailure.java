package io.seckill.stack.process;

/**
 * A process could not be started or ended; the message is a sentence for the person at the
 * keyboard.
 */
public final class ProcessFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProcessFailure(String message) {
    super(message);
  }

  public ProcessFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
