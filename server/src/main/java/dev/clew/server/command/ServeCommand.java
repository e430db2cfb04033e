package dev.clew.server.command;

import dev.clew.server.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
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
  static final List<String> LISTENERS = List.of("otlp-grpc", "otlp-http", "http");

  @Mixin private final ServeOptions options = new ServeOptions();
  @Spec private CommandSpec spec;

  ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Wiring server = Wiring.start(options.toOptions(), InstantSource.system());
    for (String listener : LISTENERS) {
      InetSocketAddress address = server.address(listener);
      out.printf("%s %s:%d%n", listener, address.getAddress().getHostAddress(), address.getPort());
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
