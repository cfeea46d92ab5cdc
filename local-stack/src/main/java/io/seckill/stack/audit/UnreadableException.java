package io.seckill.stack.audit;

/** Something the audit needs could not be read; the message is a sentence that names it. */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String source, String address, Throwable cause) {
    super("%s at %s cannot be read: %s".formatted(source, address, reason(cause)), cause);
  }

  UnreadableException(String sentence) {
    super(sentence);
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
