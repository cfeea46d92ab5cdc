package io.seckill.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code seckill}, with a java and a mvn that only say what they were asked. */
class ScriptTests {

  private static final String JAVA =
      """
      #!/bin/sh
      [ "$1" = -version ] && { echo 'openjdk version "17.0.1"' >&2; exit 0; }
      for argument in "$@"; do echo "<$argument>"; done
      """;
  private static final String MVN = "#!/bin/sh\necho built; exit 0\n";

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void aBuiltProjectInAFolderWithABlank() throws IOException {
    project = Files.createDirectories(folder.resolve("a b"));
    write("seckill", Files.readString(Path.of("..", "seckill")));
    write("jdk/bin/java", JAVA);
    write("bin/mvn", MVN);
    for (String module :
        List.of(
            "gateway-service",
            "seckill-service",
            "order-service",
            "notification-service",
            "stats-service")) {
      jar("%s/target/%s-exec.jar".formatted(module, module));
    }
    jar("local-stack/target/local-stack.jar");
  }

  @Test
  void buildsNothingThatIsBuilt() throws Exception {
    String said = run("up");

    assertThat(said).doesNotContain("Building");
    assertThat(said).contains("<-Dseckill.root=" + project.toRealPath() + ">", "<up>");
  }

  @Test
  void isFoundThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("seckill"));

    assertThat(run(link, "status")).contains("<-Dseckill.root=" + project.toRealPath() + ">");
  }

  @Test
  void writesDigitsThatServersRead() throws Exception {
    assertThat(run("status")).contains("<-Duser.language=en>");
  }

  @Test
  void refusesASecondBuild() throws Exception {
    Files.delete(project.resolve("local-stack/target/local-stack.jar"));
    Path lock = Files.createDirectories(project.resolve(".seckill/run")).resolve("build.lock");
    Files.createSymbolicLink(lock, Path.of(Long.toString(ProcessHandle.current().pid())));

    assertThat(run("up")).contains("another command is just building").doesNotContain("<up>");
    assertThat(Files.isSymbolicLink(lock)).isTrue();
  }

  @Test
  void buildsWhereABuildWasKilled() throws Exception {
    Files.delete(project.resolve("local-stack/target/local-stack.jar"));
    Path lock = Files.createDirectories(project.resolve(".seckill/run")).resolve("build.lock");
    Files.createSymbolicLink(lock, Path.of("999999999"));

    assertThat(run("up")).contains("Building", "Built in", "<up>");
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  private String run(String command) throws IOException, InterruptedException {
    return run(project.resolve("seckill"), command);
  }

  private String run(Path script, String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                project.resolve("jdk").toString(),
                "PATH",
                project.resolve("bin") + ":" + System.getenv("PATH")));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private void write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void jar(String file) throws IOException {
    write(file, "");
  }
}
