package dev.clew.bench.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A program that this one started, with its output in a file.
public final class ChildProcess implements AutoCloseable {
  private static final long GENTLE_SECONDS = 60;

  private final Process process;
  private final Thread reader;
  private final Path output;
  private final Thread killer = Thread.ofPlatform().unstarted(this::killAll);

  private ChildProcess(Process process, Thread reader, Path output) {
    this.process = process;
    this.reader = reader;
    this.output = output;
  }

  /// Starts it.
  ///
  /// @param output file that gets all it prints
  /// @param lines also hears every line
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path output, Consumer<String> lines)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    Thread reader =
        Thread.ofPlatform().daemon().name("output").start(() -> copy(process, output, lines));
    ChildProcess child = new ChildProcess(process, reader, output);
    Runtime.getRuntime().addShutdownHook(child.killer);
    return child;
  }

  /// Runs a command to its end and returns what it printed.
  ///
  /// @throws IOException if it fails or takes longer than the limit
  public static String run(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("clew-bench", ".out");
    try (ChildProcess child = start(command, environment, output, _ -> {})) {
      boolean isDone = child.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!isDone) {
        throw new IOException("%s took longer than %s".formatted(command.getFirst(), limit));
      }
      child.reader.join();
      String printed = Files.readString(output);
      if (child.process.exitValue() != 0) {
        throw new IOException("%s failed: %s".formatted(command.getFirst(), tail(printed)));
      }
      return printed;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The last lines it printed.
  public String tail() {
    try {
      return tail(Files.readString(output));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Kills it and its children at once, as `kill -9` does.
  public void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
    for (ProcessHandle child : children) {
      while (child.isAlive()) {
        Thread.sleep(1);
      }
    }
  }

  /// Asks it to end; kills it when that takes longer than a minute.
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(killer);
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(GENTLE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
      reader.join(TimeUnit.SECONDS.toMillis(GENTLE_SECONDS));
    } catch (InterruptedException _) {
      killAll();
      Thread.currentThread().interrupt();
    }
  }

  /// Also when this program is interrupted, so that nothing is left running.
  private void killAll() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void copy(Process process, Path output, Consumer<String> lines) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        PrintStream out =
            new PrintStream(Files.newOutputStream(output), true, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(line);
        lines.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tail(String printed) {
    List<String> lines = printed.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }
}
