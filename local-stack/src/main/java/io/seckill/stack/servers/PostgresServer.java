package io.seckill.stack.servers;

import io.seckill.stack.process.Launch;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PostgreSQL with database, user and password {@code seckill}, made at the first start. */
public final class PostgresServer extends Server {

  /** {@code name=value} of {@code postgresql.conf} for a small machine. */
  public static final List<String> SETTINGS =
      List.of(
          "shared_buffers=64MB",
          "max_connections=60",
          "max_wal_size=256MB",
          "autovacuum_max_workers=2",
          "jit=off");

  private static final String SECKILL = "seckill";

  public PostgresServer(ServerFolders folders, int port) {
    super(
        "PostgreSQL",
        new ListensOn(port, "SECKILL_POSTGRES_URL=jdbc:postgresql://127.0.0.1:PORT/seckill"),
        folders,
        Launch.PoliteEnd.INT);
  }

  /** JDBC address of the database {@code seckill}. */
  public String url() {
    return url(SECKILL);
  }

  public String user() {
    return SECKILL;
  }

  public String password() {
    return SECKILL;
  }

  @Override
  List<String> serverCommand() throws IOException {
    Path programs =
        Binaries.unpacked("postgresql", architecture(), PostgresServer::open).resolve("bin");
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      initialize(programs.resolve("initdb"));
    }
    new PostgresLock(data()).awaitGone();
    List<String> command = asSomebodyButRoot();
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    command.addAll(List.of("-p", Integer.toString(port()), "-h", "127.0.0.1", "-k", ""));
    for (String setting : SETTINGS) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** Ready means that the application's own user can use its own database. */
  @Override
  protected boolean answers() {
    try (Connection admin = DriverManager.getConnection(url("postgres"), "postgres", "");
        Statement statement = admin.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = 'seckill'")) {
        statement.execute("create role seckill login password 'seckill'");
      }
      if (!exists(statement, "select 1 from pg_database where datname = 'seckill'")) {
        statement.execute("create database seckill owner seckill");
      }
    } catch (SQLException notYet) {
      return false;
    }
    return Probe.postgres(url(), user(), password());
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
  }

  private void initialize(Path initdb) throws IOException {
    List<String> command = asSomebodyButRoot();
    command.addAll(
        List.of(
            initdb.toString(),
            "-D",
            data().toString(),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    Path log = log().resolveSibling("postgresql-initdb.log");
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("initdb ended with " + exit + "; see " + log);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /**
   * PostgreSQL refuses to run as root, which is who one is in a container: a user namespace helps.
   */
  private static List<String> asSomebodyButRoot() {
    return new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
  }

  private static InputStream open(String architecture) throws IOException {
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture);
  }

  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return os.contains("mac") ? "Darwin" : os.contains("win") ? "Windows" : "Linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
