package dev.clew.pipeline.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Former files of an exporter `file`: `traces.json` becomes `traces-2026-11-20T16-00-00.000.json`.
final class Backups {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);

  private final Path path;
  private final FileOptions.@Nullable Rotation rotation;
  private final InstantSource clock;
  private final String stem;
  private final String suffix;

  Backups(Path path, FileOptions.@Nullable Rotation rotation, InstantSource clock) {
    this.path = path;
    this.rotation = rotation;
    this.clock = clock;
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    this.stem = dot < 0 ? name : name.substring(0, dot);
    this.suffix = dot < 0 ? "" : name.substring(dot);
  }

  void makeFolder() throws IOException {
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  /// Renames the file and deletes those that are too old or too many.
  void keep() throws IOException {
    Instant now = clock.instant();
    ZoneId zone =
        rotation != null && rotation.isLocalTime() ? ZoneId.systemDefault() : ZoneOffset.UTC;
    String name = stem + "-" + STAMP.format(now.atZone(zone)) + suffix;
    Files.move(path, path.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
    if (rotation != null) {
      forget(rotation, now);
    }
  }

  private void forget(FileOptions.Rotation limits, Instant now) throws IOException {
    List<Path> oldestFirst = all();
    long surplus = limits.maxBackups() == 0 ? 0 : oldestFirst.size() - limits.maxBackups();
    for (int i = 0; i < oldestFirst.size(); i++) {
      Path file = oldestFirst.get(i);
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      boolean isOld =
          limits.maxDays() > 0 && changed.isBefore(now.minus(Duration.ofDays(limits.maxDays())));
      if (i < surplus || isOld) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> all() throws IOException {
    int length = stem.length() + 1 + "2026-11-20T16-00-00.000".length() + suffix.length();
    Path folder = path.getParent();
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isBackup(String.valueOf(file.getFileName()), length))
          .sorted()
          .toList();
    }
  }

  private boolean isBackup(String name, int length) {
    return name.length() == length && name.startsWith(stem + "-") && name.endsWith(suffix);
  }
}
