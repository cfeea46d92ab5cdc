package io.seckill.system;

import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seckill.crash.CrashPoint;
import io.seckill.stack.audit.AuditReport;
import io.seckill.stack.plan.Service;
import io.seckill.stack.process.LocalProcess;
import io.seckill.stack.sale.SaleOptions;
import io.seckill.stack.sale.SaleReport;
import io.seckill.system.CrashWave.Crash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes die between two steps of the protocol, at every {@link CrashPoint}, in the middle of a
 * sale, and start again. {@code -Dseckill.crash.repeats=3} has it done three times, each time as
 * often reached as the seed says; without the property nothing is done, since it takes minutes.
 * {@code -Dseckill.crash.first=4} begins with the fourth time, {@code
 * -Dseckill.crash.wave=AROUND_THE_LEDGER} does one wave only.
 */
@EnabledIfSystemProperty(named = CrashPointsIT.REPEATS, matches = "[1-9][0-9]{0,3}")
@ExtendWith(CrashStack.Shared.class)
class CrashPointsIT {

  static final String REPEATS = "seckill.crash.repeats";
  static final String FIRST = "seckill.crash.first";
  static final String WAVE = "seckill.crash.wave";

  private static final int RATE = 60;

  /** At the end of a sale some hear that it is sold out. */
  private static final int TOO_MANY = 100;

  /** Those who come when all processes are back: they tell how soon somebody is decided for. */
  private static final int SHOPPERS_AFTER = 600;

  private static final int RATE_AFTER = 40;

  /** On a busy machine a process may take a minute to start, and its first batches as long. */
  private static final Duration CRASH_MAX = Duration.ofMinutes(3);

  /** Promised are 10 s; the table tells what it was. */
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);

  private static final int FIRST_SEED = Integer.getInteger(FIRST, 1);

  private static final FaultTable TABLE =
      new FaultTable(
          "crash-points",
          "Crashes at named points",
          ".ci/faults %s 0 docs/faults %d".formatted(System.getProperty(REPEATS), FIRST_SEED));

  private final CrashStack system;
  private final Set<String> aboutToDie = ConcurrentHashMap.newKeySet();

  CrashPointsIT(CrashStack system) {
    this.system = system;
  }

  static Stream<Arguments> runs() {
    return IntStream.range(FIRST_SEED, FIRST_SEED + Integer.getInteger(REPEATS, 1))
        .boxed()
        .flatMap(seed -> waves().map(wave -> Arguments.of(wave, seed)));
  }

  private static Stream<CrashWave> waves() {
    String only = System.getProperty(WAVE);
    return only == null ? Arrays.stream(CrashWave.values()) : Stream.of(CrashWave.valueOf(only));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void whatWasToldStaysTrueWhenProcessesHaltBetweenTwoSteps(CrashWave wave, int seed)
      throws InterruptedException, IOException {
    system.expectWhole();
    List<Crash> crashes = wave.crashes(seed);
    int shoppers = RATE * wave.seconds();
    SaleOptions options = system.sale(wave.id(), shoppers - TOO_MANY, shoppers, RATE);
    // One after the other, so that each has the machine for its start.
    crashes.forEach(this::startToCrash);

    RunningSale during = holdAndCrash(wave, crashes, options);
    long end = System.nanoTime();
    SaleOptions more = options.with().shoppers(SHOPPERS_AFTER).rate(RATE_AFTER).log(null).build();
    RunningSale after = RunningSale.begin(more);
    List<SaleReport> reports = List.of(during.report(), after.report());
    AuditReport audit = system.audit(options.saleId());
    Recovery recovery =
        Recovery.of(reports.get(1).told().values(), system.gateways().size(), after.micros(end));

    TABLE.add(points(crashes), seed, reports, audit, recovery);
    assertThat(reports).allSatisfy(report -> assertThat(report.violations()).isEmpty());
    assertThat(audit.leftToDo()).isEmpty();
    assertThat(audit.violations()).isEmpty();
    assertThat(recovery.first()).isNotNull().isLessThan(RECOVERY_MAX);
  }

  private static List<String> points(List<Crash> crashes) {
    return crashes.stream()
        .map(crash -> "%s %s".formatted(crash.point().service(), crash.point()))
        .toList();
  }

  /** Returns when all have died and are back. */
  private RunningSale holdAndCrash(CrashWave wave, List<Crash> crashes, SaleOptions options)
      throws IOException, InterruptedException {
    List<String> away = wave.awayAtTheOpening();
    if (away.isEmpty()) {
      RunningSale sale = RunningSale.begin(options);
      each(crashes, this::expectCrashAndStart);
      return sale;
    }
    each(away, system.processes()::stop);
    RunningSale sale = RunningSale.begin(options);
    expectCrashAndStart(crashes.get(0));
    away.forEach(name -> system.start(name, Map.of()));
    awaitAllRead();
    assertThat(sale.isOn()).as("the sale goes on").isTrue();
    system.signal("STOP", away);
    try {
      each(crashes.subList(1, crashes.size()), this::expectCrashAndStart);
    } finally {
      system.signal("CONT", away);
    }
    return sale;
  }

  /** Who stands still without a part of the queue lets nobody wait. */
  private void awaitAllRead() {
    int all = system.processes().urls(Service.SECKILL).size();
    try (QueueReaders readers = new QueueReaders(system.addresses())) {
      await().atMost(CRASH_MAX).until(() -> readers.count() == all);
    }
  }

  /** After a failure some may still wait for their point; no other test is to meet them. */
  @AfterEach
  void nobodyIsAboutToDie() {
    aboutToDie.forEach(system.processes()::kill);
  }

  private void startToCrash(Crash crash) {
    aboutToDie.add(crash.process());
    system.processes().stop(crash.process());
    system.start(crash.process(), Map.of("JDK_JAVA_OPTIONS", options(crash)));
  }

  private static String options(Crash crash) {
    // The lease of what it sent and did not mark is short then, and nobody has to wait for it.
    return crash.point() == CrashPoint.AFTER_SMS_SENT
        ? crash.property() + " -Dseckill.notification.delivery.concurrency-max=100"
        : crash.property();
  }

  /** It must have been the point, and not something else, that it died of. */
  private void expectCrashAndStart(Crash crash) {
    LocalProcess process = system.processes().process(crash.process());
    await(crash.toString()).atMost(CRASH_MAX).until(() -> !process.isAlive());
    assertThat(process.exitCode()).as(crash.toString()).hasValue(CrashPoint.EXIT_CODE);
    assertThat(process.log())
        .content()
        .contains("Crash point %s reached, time %d".formatted(crash.point(), crash.times()));
    aboutToDie.remove(crash.process());
    system.start(crash.process(), Map.of());
  }

  /** The same for each, all at the same time. */
  private static <T> void each(List<T> items, Consumer<T> action) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    items.forEach(
        item -> all.add(runAsync(() -> action.accept(item), task -> new Thread(task).start())));
    allOf(all.toArray(CompletableFuture[]::new)).join();
  }
}
