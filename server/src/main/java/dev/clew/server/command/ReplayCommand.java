package dev.clew.server.command;

import dev.clew.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clew replay`: sends captured OTLP bodies to a server.
@Command(
    name = "replay",
    description = "Send captured OTLP bodies (.pb, .binpb, .json, each also .gz) to a server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  private static final int MAX_ATTEMPTS = 60;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders of files.")
  private final List<Path> paths = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:4318",
      description = "OTLP/HTTP address of the server (${DEFAULT-VALUE}).")
  private String target = "";

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Times real time; 0 sends as fast as the server takes it (${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--keep-time",
      description = "Keep the times of the capture instead of moving them to now.")
  private boolean isTimeKept;

  @Spec private CommandSpec spec;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  ReplayCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Capture> captures = new ArrayList<>();
    for (Path file : files()) {
      captures.add(Capture.read(file, unpacked(file)));
    }
    TimeShift shift = TimeShift.of(captures, isTimeKept);
    Progress progress = new Progress(spec.commandLine().getErr(), captures.size());
    long began = System.nanoTime();
    long rows = 0;
    for (Capture capture : captures) {
      awaitTurn(shift, capture, began);
      Capture shifted = shift.apply(capture);
      send(shifted);
      rows += shifted.rows();
      progress.advance(rows + " rows");
    }
    progress.end();
    spec.commandLine()
        .getOut()
        .printf(
            "sent %,d rows in %,d requests to %s%s%n",
            rows, captures.size(), target, shift.describe());
    return 0;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CommandException("no such file or folder: " + path);
      }
      try (Stream<Path> found = Files.walk(path)) {
        found
            .filter(file -> Files.isRegularFile(file) && isCapture(file))
            .sorted()
            .forEach(files::add);
      }
    }
    if (files.isEmpty()) {
      throw new CommandException(
          "nothing to send: no .pb, .binpb or .json file in " + paths.getFirst());
    }
    return files;
  }

  private static boolean isCapture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
    return name.endsWith(".pb") || name.endsWith(".binpb") || name.endsWith(".json");
  }

  private static byte[] unpacked(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.readAllBytes(file);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private void awaitTurn(TimeShift shift, Capture capture, long began) throws InterruptedException {
    if (speed <= 0) {
      return;
    }
    long due = began + (long) (shift.sinceFirstNanos(capture) / speed);
    long wait = due - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  private void send(Capture capture) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer = post(capture);
      if (answer.statusCode() < 300) {
        return;
      }
      boolean isRetryable = answer.statusCode() == 429 || answer.statusCode() >= 502;
      if (!isRetryable || attempt == MAX_ATTEMPTS) {
        throw new CommandException(
            "%s refused %s: %d %s"
                .formatted(target, capture.name(), answer.statusCode(), answer.body().strip()));
      }
      String seconds = answer.headers().firstValue("retry-after").orElse("1");
      Thread.sleep(Duration.ofSeconds(seconds.matches("\\d{1,3}") ? Long.parseLong(seconds) : 1));
    }
  }

  private HttpResponse<String> post(Capture capture) throws InterruptedException {
    String path =
        switch (capture.signal()) {
          case Signal.TRACES -> "/v1/traces";
          case Signal.LOGS -> "/v1/logs";
          case Signal.METRICS -> "/v1/metrics";
        };
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + path))
            .header(
                "Content-Type", capture.isJson() ? "application/json" : "application/x-protobuf")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(capture.body()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException _) {
      throw new CommandException(
          "no server at %s: start one with 'clew serve', or name another with --to"
              .formatted(target));
    } catch (IOException failure) {
      throw new CommandException("no answer from %s: %s".formatted(target, failure.getMessage()));
    }
  }
}
