package io.seckill.gateway.admission.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The arithmetic of the generator. */
class QueueFillingTests {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void dripsAtItsRateWhateverTheTicks() {
    Drip drip = new Drip(0);
    long due = 0;
    long now = 0;
    while (now < 10 * SECOND) {
      now += 7_654_321;
      due += drip.until(now, 333);
    }
    assertThat(due).isEqualTo((long) (333 * (now / 1e9)));
  }

  @Test
  void makesUpForNoTimeBeforeItWasMade() {
    assertThat(new Drip(100 * SECOND).until(101 * SECOND, 500)).isEqualTo(500);
  }

  @Test
  void knowsWhatWaitsByTheRollsThatNobodyTook() {
    QueueBook book = new QueueBook();
    book.added(0, 10);
    book.added(1, 20);
    book.added(3, 5);
    assertThat(book.waiting()).isEqualTo(35);
    assertThat(book.next()).isEqualTo(35);

    book.taken(1, OptionalLong.empty());
    assertThat(book.waiting()).isEqualTo(25);
  }

  @Test
  void isNotHeldUpByOneRollInTheHandsOfTheDead() {
    QueueBook book = new QueueBook();
    for (int offset = 0; offset < 100; offset++) {
      book.added(offset, 10);
    }
    book.taken(0, OptionalLong.of(3));
    assertThat(book.waiting()).as("three may wait, whichever they are").isEqualTo(30);

    book.taken(0, OptionalLong.of(5_000));
    assertThat(book.waiting()).as("no more than were added").isEqualTo(1_000);
  }
}
