package io.seckill.stack.letters;

import io.seckill.contracts.Topics;

/** A dead-letter topic and the one it is of; either's name leads to it. */
record LetterTopic(String name) {

  static LetterTopic of(String given) {
    return new LetterTopic(
        given.endsWith(Topics.DEAD_LETTER_SUFFIX) ? given : given + Topics.DEAD_LETTER_SUFFIX);
  }

  String original() {
    return name.substring(0, name.length() - Topics.DEAD_LETTER_SUFFIX.length());
  }
}
