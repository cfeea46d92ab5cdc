package io.seckill.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessTests {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Path folder;
  private final List<LocalProcess> launched = new ArrayList<>();

  LocalProcessTests(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void endAll() {
    launched.forEach(LocalProcess::kill);
  }

  @Test
  void endsPolitelyWhereTheProgramAgrees() {
    LocalProcess process = shell("echo up; exec sleep 60");

    assertThat(process.exitCode()).isEmpty();
    assertThat(process.stop(LONG)).isTrue();
    assertThat(process.isAlive()).isFalse();
    assertThat(process.exitCode()).hasValue(128 + 15);
  }

  @Test
  void endsByForceWhereTheProgramDoesNotListen() {
    LocalProcess process = shell("trap '' TERM; echo up; while true; do sleep 0.1; done");

    assertThat(process.stop(SHORT)).isFalse();
    assertThat(process.isAlive()).isFalse();
    assertThat(process.exitCode()).hasValue(128 + 9);
  }

  @Test
  void isFoundAgainByIdAndStartTime() {
    LocalProcess process = shell("echo up; exec sleep 60");

    assertThat(find(process, Duration.ZERO)).isTrue();
  }

  @Test
  void anotherProcessUnderTheSameIdIsNotIt() {
    LocalProcess process = shell("echo up; exec sleep 60");

    assertThat(find(process, Duration.ofMinutes(-5))).isFalse();
  }

  @Test
  void isNotFoundAfterItsEnd() {
    LocalProcess process = shell("echo up; exec sleep 60");
    process.kill();

    assertThat(find(process, Duration.ZERO)).isFalse();
  }

  @Test
  void anEndWhileStartingShowsTheEndOfTheLog() {
    LocalProcess process = launch("echo 'no such table: orders'; exit 3");

    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(() -> process.awaitReady(() -> false, "port 8082", LONG))
        .withMessageContaining("order-1 ended while starting (port 8082)")
        .withMessageContaining(process.log().toString())
        .withMessageContaining("no such table: orders");
  }

  @Test
  void silenceIsToldAfterTheLimit() {
    LocalProcess process = shell("echo up; exec sleep 60");

    assertThatExceptionOfType(ProcessFailure.class)
        .isThrownBy(() -> process.awaitReady(() -> false, "port 8082", SHORT))
        .withMessageContaining("order-1 did not answer within");
  }

  @Test
  void theLogOfTheRunBeforeIsKept() throws IOException {
    shell("echo up; echo first").kill();
    shell("echo up; echo second").kill();

    assertThat(Files.readString(folder.resolve("order-1.log.1"))).contains("up");
    assertThat(folder.resolve("order-1.log")).exists();
  }

  @Test
  void whoYieldsIsNicerThanOthersByTenWithAllOfItsGroup() throws IOException {
    LocalProcess other = shell("echo up; exec sleep 60");
    LocalProcess process = shell("sleep 60 & echo up; exec sleep 60");
    assertThat(niceness(process)).isEqualTo(niceness(other));

    process.yieldToOthers();

    assertThat(niceness(process)).isEqualTo(niceness(other) + 10);
    List<ProcessHandle> children =
        ProcessHandle.of(process.pid()).orElseThrow().children().toList();
    assertThat(children)
        .hasSize(1)
        .allSatisfy(child -> assertThat(niceness(child.pid())).isEqualTo(niceness(process)));
    children.forEach(ProcessHandle::destroy);
  }

  private static int niceness(LocalProcess process) throws IOException {
    return niceness(process.pid());
  }

  /** The 17th after the name (proc_pid_stat(5)). */
  private static int niceness(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }

  private boolean find(LocalProcess process, Duration startedLater) {
    return LocalProcess.find(
            process.name(),
            process.pid(),
            process.startedAt().plus(startedLater),
            process.log(),
            Launch.PoliteEnd.TERM)
        .isPresent();
  }

  /** Launched, and past its {@code echo up}. */
  private LocalProcess shell(String script) {
    LocalProcess process = launch(script);
    Awaitility.await().atMost(LONG).until(() -> LogTail.lastLines(process.log(), 5).contains("up"));
    return process;
  }

  private LocalProcess launch(String script) {
    LocalProcess process =
        LocalProcess.launch(
            new Launch(
                "order-1",
                List.of("sh", "-c", script),
                Map.of(),
                folder.resolve("order-1.log"),
                Launch.PoliteEnd.TERM));
    launched.add(process);
    return process;
  }
}
