package io.seckill.stack.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.file.PathUtils;

/**
 * Programs that come in jars, unpacked once per user and content into {@code ~/.cache/seckill} (or
 * {@code $XDG_CACHE_HOME/seckill}). Two processes may unpack at the same time: the first to finish
 * wins.
 */
final class Binaries {

  private Binaries() {}

  interface Source {
    InputStream open(String resource) throws IOException;
  }

  /** The resource itself is the program. */
  static Path executable(String name, String resource, Source source) throws IOException {
    Path folder = folderFor(name, resource, source);
    if (!Files.exists(folder)) {
      Path making = makingFolder(folder);
      try (InputStream in = source.open(resource)) {
        Path program = making.resolve(name);
        Files.copy(in, program);
        makeExecutable(program);
      }
      finish(making, folder);
    }
    return folder.resolve(name);
  }

  /** The resource is a {@code .txz}: its folder, unpacked. */
  static Path unpacked(String name, String resource, Source source) throws IOException {
    Path folder = folderFor(name, resource, source);
    if (!Files.exists(folder)) {
      Path making = makingFolder(folder);
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZCompressorInputStream(new BufferedInputStream(source.open(resource))))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(tar, entry, making);
        }
      }
      finish(making, folder);
    }
    return folder;
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("entry outside of its archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, into.resolve(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0) {
        makeExecutable(target);
      }
    }
  }

  private static Path folderFor(String name, String resource, Source source) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(source.open(resource), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      String digest = HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
      return cache().resolve(name + "-" + digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static Path cache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("seckill");
  }

  private static Path makingFolder(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    return Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".making");
  }

  private static void finish(Path making, Path folder) throws IOException {
    try {
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException anotherWasFaster) {
      if (!Files.isDirectory(folder)) {
        throw anotherWasFaster;
      }
      PathUtils.deleteDirectory(making);
    }
  }

  private static void makeExecutable(Path program) throws IOException {
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
