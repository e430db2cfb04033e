package dev.clew.pipeline.export;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Options of the exporter `file`.
///
/// @param rotation null for one file that grows
/// @param isProto whether protobuf is written, each message behind its length, and not JSON lines
/// @param isZstd whether every message is compressed
/// @param appends whether what the file holds at the start is kept
public record FileOptions(
    String path,
    @Nullable Rotation rotation,
    boolean isProto,
    boolean isZstd,
    boolean appends,
    Duration flushInterval) {
  /// The type.
  public static final ComponentType<FileOptions> TYPE =
      ComponentType.of(
          Kind.EXPORTER,
          "file",
          ComponentType.allSignals(),
          FileOptions::read,
          "Writes OTLP to a file, as JSON lines or protobuf.");

  /// When a new file is begun and old ones are deleted; 0 for never.
  public record Rotation(long maxMebibytes, long maxDays, long maxBackups, boolean isLocalTime) {
    static Rotation read(Section section) {
      return new Rotation(
          section.integer("max_megabytes", 100, "Size in MiB from which a new file is begun."),
          section.integer("max_days", 0, "Days after which an old file is deleted; never if 0."),
          section.integer("max_backups", 100, "Old files that are kept; all if 0."),
          section.flag("localtime", false, "Whether names of old files have local time, not UTC."));
    }
  }

  static FileOptions read(Section section) {
    String path = section.requiredText("path", "path must be non-empty", "The file.");
    Rotation rotation = section.optionalSection("rotation", Rotation::read, "Begins new files.");
    String format = section.text("format", "json", "`json` or `proto`.");
    section.check(
        format.equals("json") || format.equals("proto"), "format", "format type is not supported");
    String compression = section.text("compression", "", "`zstd` or none.");
    section.check(
        compression.isEmpty() || compression.equals("zstd"),
        "compression",
        "compression is not supported");
    boolean appends =
        section.flag("append", false, "Whether what the file holds at the start is kept.");
    section.check(
        !appends || rotation == null,
        "append",
        "append and rotation enabled at the same time is not supported");
    section.check(
        !appends || compression.isEmpty(),
        "append",
        "append and compression enabled at the same time is not supported");
    Duration interval =
        section.duration(
            "flush_interval",
            Duration.ofSeconds(1),
            "Time after which what was written is flushed.");
    section.check(
        !interval.isNegative(), "flush_interval", "flush_interval must be larger than zero");
    unsupported(section);
    return new FileOptions(
        path,
        rotation,
        format.equals("proto"),
        compression.equals("zstd"),
        appends,
        interval.isZero() ? Duration.ofSeconds(1) : interval);
  }

  private static void unsupported(Section section) {
    boolean groups =
        section.section(
            "group_by",
            inner -> {
              inner.withoutEffect("resource_attribute", "Accepted without effect.");
              inner.withoutEffect("max_open_files", "Accepted without effect.");
              return inner.flag("enabled", false, "Not supported; must be false.");
            },
            "Files by a resource attribute.");
    section.check(!groups, "group_by", "group_by is not supported by Clew");
    section.check(
        section.any("encoding", "Not supported.") == null,
        "encoding",
        "encoding extensions are not supported by Clew");
    section.withoutEffect("create_directory", "Accepted without effect: folders are made.");
    section.withoutEffect("directory_permissions", "Accepted without effect.");
  }
}
