package io.seckill.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seckill.stack.process.Ports;
import io.seckill.stack.process.ProcessFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each server with something to remember: {@link Memo} writes and reads in the server's own
 * protocol.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersIT {

  private final List<Memo> memos;

  ServersIT(@TempDir Path folder) {
    ServerFolders folders = new ServerFolders(folder.resolve("data"), folder.resolve("logs"));
    memos =
        List.of(
            new RedisMemo(new RedisServer(folders, Ports.anyFree())),
            new PostgresMemo(new PostgresServer(folders, Ports.anyFree())),
            new KafkaMemo(new KafkaServer(folders, Ports.anyFree(), 192)));
  }

  @AfterAll
  void endServers() {
    memos.forEach(memo -> memo.server().kill());
  }

  Stream<Memo> memos() {
    return memos.stream();
  }

  @ParameterizedTest
  @MethodSource("memos")
  void keepsItsDataThroughAStopAndAKill(Memo memo) throws Exception {
    memo.server().start();
    memo.write("first");

    memo.server().stop();
    assertThat(memo.server().isRunning()).isFalse();
    memo.server().start();
    assertThat(memo.read()).contains("first");

    memo.write("second");
    memo.server().kill();
    assertThat(memo.server().isRunning()).isFalse();
    memo.server().start();
    assertThat(memo.read()).contains("first", "second");
    memo.server().stop();
  }

  @ParameterizedTest
  @MethodSource("memos")
  void aPortInUseIsNamedWithTheSettingThatMovesIt(Memo memo) throws IOException {
    Server server = memo.server();
    try (ServerSocket taken =
        new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ProcessFailure.class)
          .isThrownBy(server::start)
          .withMessage(
              "port %d is in use (needed by %s); free it or choose another by %s",
              taken.getLocalPort(), server.name(), server.ports().get(0).setting());
    }
    assertThat(server.isRunning()).isFalse();
  }
}
