package io.seckill.gateway.admission.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The law in a simulation: a queue, its servers, and what the gateways hear of it a moment late.
 */
class CarriedRateTests {

  private static final double STEP = 0.01;

  @Test
  void findsWhatCanBeCarriedFromFarBelowAndFromFarAbove() {
    for (double first : new double[] {100, 100_000}) {
      Simulation system = new Simulation(4_000, first, 1);
      system.run(30);
      assertThat(system.letInPerSecond(10)).as("from %s", first).isBetween(3_600.0, 4_400.0);
      assertThat(system.waitSeconds()).isLessThan(0.5);
    }
  }

  @Test
  void settlesWithinTenSecondsAfterTheCapacityDoublesOrHalves() {
    Simulation system = new Simulation(4_000, 4_000, 1);
    system.run(30);
    for (double capacity : new double[] {8_000, 4_000, 2_000, 4_000}) {
      system.capacity = capacity;
      system.run(10);
      system.run(10);
      assertThat(system.letInPerSecond(10))
          .as("in the ten seconds after the first ten at %s", capacity)
          .isBetween(0.9 * capacity, 1.1 * capacity);
      assertThat(system.waitSeconds()).as("wait at %s", capacity).isLessThan(0.5);
    }
  }

  @Test
  void doesNotSwing() {
    Simulation system = new Simulation(4_000, 4_000, 1);
    system.run(30);
    system.capacity = 2_000;
    system.run(10);
    double low = Double.MAX_VALUE;
    double high = 0;
    for (int tenth = 0; tenth < 200; tenth++) {
      system.run(0.1);
      low = Math.min(low, system.letInPerSecond(0.1));
      high = Math.max(high, system.letInPerSecond(0.1));
    }
    assertThat(high / low).as("largest and smallest tenth of a second").isLessThan(1.25);
  }

  @Test
  void bearsNoiseAndSeveralGatewaysThatHearAtOtherTimes() {
    Simulation system = new Simulation(4_000, 1_000, 3);
    system.noise = 0.15;
    system.run(30);
    assertThat(system.letInPerSecond(10)).isBetween(3_500.0, 4_500.0);
    system.capacity = 8_000;
    system.run(20);
    assertThat(system.letInPerSecond(10)).isBetween(7_000.0, 9_000.0);
    assertThat(system.waitSeconds()).isLessThan(0.7);
  }

  @Test
  void staysWhereItIsWhileNobodyWantsMore() {
    CarriedRate rate = new CarriedRate(200, 1_000, 100, 1_000_000);
    for (int i = 0; i < 100; i++) {
      rate.hear(i * 200_000_000L, 0, 0, false);
    }
    assertThat(rate.perSecond()).isEqualTo(1_000);
  }

  @Test
  void keepsItsBounds() {
    CarriedRate rate = new CarriedRate(200, 1_000, 100, 2_000);
    rate.hear(0, 1, 60_000, true);
    rate.hear(1, 1, 60_000, true);
    assertThat(rate.perSecond()).isEqualTo(100);
    for (int i = 1; i < 200; i++) {
      rate.hear(i * 200_000_000L, 0, 0, true);
    }
    assertThat(rate.perSecond()).isEqualTo(2_000);
  }

  /**
   * Requests are wanted without end; servers take what they can; signals as QueueLoad makes them.
   */
  private static final class Simulation {

    private static final int SIGNAL_STEPS = 20;
    private static final double WAITING_SURELY = 200;

    private final Random random = new Random(42);
    private final CarriedRate[] gateways;
    private double capacity;
    private double noise;
    private double backlog;
    private double backlogBefore;
    private double takenSinceSignal;
    private double drain;
    private double saidDrain;
    private double saidBacklog;
    private int steps;
    private final double[] letIn = new double[100_000];

    Simulation(double capacity, double first, int gateways) {
      this.capacity = capacity;
      this.gateways = new CarriedRate[gateways];
      for (int i = 0; i < gateways; i++) {
        this.gateways[i] = new CarriedRate(200, first, 10, 1_000_000);
      }
    }

    void run(double seconds) {
      for (long i = Math.round(seconds / STEP); i > 0; i--) {
        step();
      }
    }

    private void step() {
      double in = 0;
      for (CarriedRate gateway : gateways) {
        // Each has its part of the one bucket.
        in += gateway.perSecond() / gateways.length * STEP;
      }
      double can = capacity * STEP * (1 + noise * random.nextGaussian());
      double out = Math.max(0, Math.min(backlog + in, can));
      backlog += in - out;
      takenSinceSignal += out;
      letIn[steps++ % letIn.length] = in;
      if (steps % SIGNAL_STEPS == 0) {
        say();
      }
      for (int i = 0; i < gateways.length; i++) {
        // Heard 50 ms after it was said, and by each gateway a little later than by the one before.
        if (steps % SIGNAL_STEPS == 5 + 3 * i) {
          hear(gateways[i]);
        }
      }
    }

    private void say() {
      if (backlog >= WAITING_SURELY && backlogBefore >= WAITING_SURELY) {
        drain = Math.max(takenSinceSignal / (SIGNAL_STEPS * STEP), drain * 0.9);
      }
      backlogBefore = backlog;
      takenSinceSignal = 0;
      saidDrain = drain;
      saidBacklog = backlog;
    }

    private void hear(CarriedRate gateway) {
      // A queue that is too short to measure its drain is none.
      double wait =
          saidDrain > 0 && saidBacklog >= WAITING_SURELY ? saidBacklog / saidDrain * 1_000 : 0;
      gateway.hear((long) (steps * STEP * 1e9), saidDrain, wait, true);
    }

    double letInPerSecond(double lastSeconds) {
      double sum = 0;
      int count = (int) Math.round(lastSeconds / STEP);
      for (int i = steps - count; i < steps; i++) {
        sum += letIn[i % letIn.length];
      }
      return sum / lastSeconds;
    }

    double waitSeconds() {
      return backlog / capacity;
    }
  }
}
