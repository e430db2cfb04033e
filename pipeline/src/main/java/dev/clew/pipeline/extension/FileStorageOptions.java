package dev.clew.pipeline.extension;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Section;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/// Options of the extension `file_storage`: a folder in which queues are kept.
public record FileStorageOptions(String directory, boolean createsDirectory) {
  /// The type.
  public static final ComponentType<FileStorageOptions> TYPE =
      ComponentType.extension(
          "file_storage",
          FileStorageOptions::read,
          "A folder in which the queues of exporters are kept.");

  private static final String STANDARD = "/var/lib/otelcol/file_storage";

  static FileStorageOptions read(Section section) {
    String directory = section.text("directory", STANDARD, "The folder.");
    boolean creates =
        section.flag("create_directory", false, "Whether the folder is made if it is absent.");
    section.check(creates || exists(directory), "directory", absent(directory));
    var _ = section.duration("timeout", Duration.ofSeconds(1), "Accepted without effect.");
    var _ =
        section.flag("fsync", false, "Accepted without effect: what is written is always synced.");
    section.withoutEffect("directory_permissions", "Accepted without effect.");
    section.withoutEffect("recreate", "Accepted without effect.");
    var _ =
        section.section(
            "compaction",
            FileStorageOptions::compaction,
            "Accepted without effect: files that are read shrink by themselves.");
    return new FileStorageOptions(directory, creates);
  }

  private static boolean compaction(Section section) {
    String directory = section.text("directory", STANDARD, "Accepted without effect.");
    boolean atStart = section.flag("on_start", false, "Accepted without effect.");
    boolean onRebound = section.flag("on_rebound", false, "Accepted without effect.");
    for (String key :
        new String[] {
          "rebound_trigger_threshold_mib",
          "rebound_needed_threshold_mib",
          "max_transaction_size",
          "check_interval",
          "cleanup_on_start"
        }) {
      section.withoutEffect(key, "Accepted without effect.");
    }
    section.check(!(atStart || onRebound) || exists(directory), "directory", absent(directory));
    return true;
  }

  private static boolean exists(String directory) {
    try {
      return Files.isDirectory(Path.of(directory));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static String absent(String directory) {
    return "directory must exist: stat %s: no such file or directory".formatted(directory);
  }
}
