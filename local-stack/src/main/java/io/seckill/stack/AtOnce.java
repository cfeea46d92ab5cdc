package io.seckill.stack;

import io.seckill.stack.process.ProcessFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The same for each, all at the same time. */
final class AtOnce {

  private static final Executor THREAD_EACH = task -> daemon(task).start();

  private AtOnce() {}

  /**
   * Returns when the last one is through, or as soon as one fails.
   *
   * @throws ProcessFailure the first failure
   */
  static <T> void each(List<T> items, Consumer<? super T> action) {
    CompletableFuture<Void> anyFailed = new CompletableFuture<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (T item : items) {
      CompletableFuture<Void> one =
          CompletableFuture.runAsync(() -> action.accept(item), THREAD_EACH);
      all.add(
          one.whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  anyFailed.completeExceptionally(failure);
                }
              }));
    }
    CompletableFuture<Void> allDone =
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(allDone, anyFailed).join();
    } catch (CompletionException failed) {
      throw causeOf(failed);
    }
  }

  private static RuntimeException causeOf(CompletionException failed) {
    return failed.getCause() instanceof RuntimeException cause
        ? cause
        : new ProcessFailure(String.valueOf(failed.getCause()), failed);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stack");
    thread.setDaemon(true);
    return thread;
  }
}
