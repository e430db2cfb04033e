package dev.clew.bench.template;

import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A folder of `ExportTraceServiceRequest` bodies, one gzip file each.
public final class CapturedBodies {
  private static final String FOLDER = "otel-demo-otlp";
  private static final String SUFFIX = ".binpb.gz";

  private CapturedBodies() {}

  /// The folder in the test data: below the folder that `CLEW_TEST_DATA` names, else below
  /// `../shared/data` beside the checkout; null if there is none.
  public static @Nullable Path folder() {
    String named = System.getenv("CLEW_TEST_DATA");
    Path root = named != null ? Path.of(named) : checkout().resolve("../shared/data");
    Path folder = root.resolve(FOLDER).normalize();
    return Files.isDirectory(folder) ? folder : null;
  }

  /// The bodies in the order of their names.
  static List<Message> read(Path folder) throws IOException {
    List<Message> bodies = new ArrayList<>();
    for (byte[] body : readBytes(folder)) {
      bodies.add(WireReader.read(body, Schema.REQUEST));
    }
    return List.copyOf(bodies);
  }

  /// The bodies as they were captured.
  public static List<byte[]> readBytes(Path folder) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (Path file : files(folder)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        bodies.add(in.readAllBytes());
      }
    }
    if (bodies.isEmpty()) {
      throw new IOException("no *" + SUFFIX + " files in " + folder);
    }
    return bodies;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    Path parent = folder;
    while (parent != null && !Files.exists(parent.resolve("mvnw"))) {
      parent = parent.getParent();
    }
    return parent == null ? folder : parent;
  }
}
