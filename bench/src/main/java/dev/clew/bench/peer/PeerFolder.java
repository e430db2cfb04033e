package dev.clew.bench.peer;

import dev.clew.bench.target.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The folder that peers are fetched to, through the ordinary clients of their registries.
public final class PeerFolder {
  private static final String ZIPKIN_VERSION = "3.6.1";
  private static final String CHDB_VERSION = "3.4.0";
  private static final String COPY_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Path folder;
  private final Consumer<String> progress;

  public PeerFolder(Path folder, Consumer<String> progress) {
    this.folder = folder.toAbsolutePath();
    this.progress = progress;
  }

  /// The executable jar of Zipkin; fetched with Maven if it is not there.
  Path zipkin() throws IOException, InterruptedException {
    Path jar = folder.resolve("zipkin-server-%s-exec.jar".formatted(ZIPKIN_VERSION));
    if (!Files.exists(jar)) {
      Files.createDirectories(folder);
      progress.accept("fetching Zipkin " + ZIPKIN_VERSION + " (135 MB)");
      ChildProcess.run(
          List.of(
              "mvn",
              "-q",
              COPY_GOAL,
              "-Dartifact=io.zipkin:zipkin-server:%s:jar:exec".formatted(ZIPKIN_VERSION),
              "-DoutputDirectory=" + folder),
          Map.of(),
          LIMIT);
    }
    return jar;
  }

  /// The folder of Node modules that holds chdb; fetched with npm if it is not there.
  Path chdbModules() throws IOException, InterruptedException {
    Path modules = folder.resolve("node_modules");
    if (!Files.isDirectory(modules.resolve("chdb"))) {
      Files.createDirectories(folder);
      progress.accept("fetching chdb " + CHDB_VERSION + " (600 MB unpacked)");
      ChildProcess.run(
          List.of("npm", "install", "--prefix", folder.toString(), "chdb@" + CHDB_VERSION),
          Map.of(),
          LIMIT);
    }
    return modules;
  }

  Path file(String name) throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(name);
  }

  void tell(String line) {
    progress.accept(line);
  }
}
