package io.seckill.stack.letters;

/** What was asked for is not there; the message is a sentence that says so. */
final class NoLettersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoLettersException(String sentence) {
    super(sentence);
  }
}
