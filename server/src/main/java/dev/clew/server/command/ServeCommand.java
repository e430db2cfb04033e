package dev.clew.server.command;

import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew serve`: runs the server until it is told to stop.
@Command(
    name = "serve",
    description = "Run the server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final ServeOptions options = new ServeOptions();
  @Mixin private final CollectorOptions collector = new CollectorOptions();
  @Spec private CommandSpec spec;

  ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CollectorFile file = null;
    if (!collector.isEmpty()) {
      file = collector.loadOrRefuse(spec);
      if (file == null) {
        return 1;
      }
    }
    Wiring server = Wiring.start(options.toOptions(file), InstantSource.system());
    for (String listener : server.listeners()) {
      out.printf("%s %s%n", listener, server.place(listener));
    }
    out.println("ready");
    out.flush();
    stopsWithTheProcess(server).await();
    return 0;
  }

  /// Closes the server when the process is told to end; the latch opens when that is done.
  static CountDownLatch stopsWithTheProcess(AutoCloseable server) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("clew-stop")
                .unstarted(() -> {
                  try {
                    server.close();
                  } catch (Exception failure) {
                    System.err.println("clew: stop failed: " + failure.getMessage());
                  } finally {
                    stopped.countDown();
                  }
                }));
    return stopped;
  }
}
