package io.seckill.stack;

import io.seckill.stack.process.Managed;
import java.time.Duration;

/** Hears what a stack does. Called from several threads. */
public interface StackListener {

  /** For those who do not care. */
  StackListener SILENT =
      new StackListener() {
        @Override
        public void starting(Managed member) {}

        @Override
        public void ready(Managed member, Duration took) {}

        @Override
        public void stopped(Managed member, Duration took, boolean politely) {}
      };

  void starting(Managed member);

  void ready(Managed member, Duration took);

  /**
   * @param politely false where it had to be ended by force
   */
  void stopped(Managed member, Duration took, boolean politely);
}
