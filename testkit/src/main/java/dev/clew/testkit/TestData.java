package dev.clew.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Test data that is not part of the project: the folder named by `CLEW_TEST_DATA`, else
/// `../shared/data` beside the checkout.
public final class TestData {
  private TestData() {}

  /// The file or folder; the calling test is skipped, saying why, when it is absent.
  public static Path require(String relative) {
    Path path = root().resolve(relative);
    Assumptions.assumeTrue(
        Files.exists(path),
        () -> "skipped: no test data at " + path + " (set CLEW_TEST_DATA to its folder)");
    return path;
  }

  /// The regular files of a folder by name, or skips as [#require] does.
  public static List<Path> files(String relative, String suffix) {
    try (Stream<Path> files = Files.list(require(relative))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String named = System.getenv("CLEW_TEST_DATA");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("shared/data") : folder.resolve("../shared/data").normalize();
  }
}
