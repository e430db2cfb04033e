package dev.clew.server.command;

import dev.clew.examples.simulator.LoginSimulator;
import dev.clew.server.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `clew demo`: the server with logins to watch, from a simulator that stands in for an identity
/// platform.
@Command(
    name = "demo",
    description = "Run the server with simulated logins, faults and an attacker to watch.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final Duration HISTORY_LIMIT = Duration.ofSeconds(90);

  @Mixin private final ServeOptions options = new ServeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulator: equal seeds make equal logins (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "8",
      description = "Logins per second (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "0",
      description = "Stop by itself after so many seconds; 0 runs until Ctrl-C (${DEFAULT-VALUE}).")
  private long seconds;

  @Spec private CommandSpec spec;

  DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Wiring server = Wiring.start(options.toOptions(null), InstantSource.system());
    LoginSimulator simulator = new LoginSimulator(simulation(server.address("otlp-http")));
    CountDownLatch stopped =
        ServeCommand.stopsWithTheProcess(() -> {
          simulator.close();
          server.close();
        });
    out.println(
        "Simulating an identity platform: gateway, identity, session, audit (no real one).");
    out.println("Making 15 minutes of history …");
    out.flush();
    simulator.start();
    if (!simulator.awaitHistory(HISTORY_LIMIT)) {
      out.println("The history is still being made.");
    }
    explain(out, server.address("http"));
    boolean isDone = seconds > 0 && !stopped.await(seconds, TimeUnit.SECONDS);
    if (!isDone) {
      stopped.await();
    }
    return 0;
  }

  private LoginSimulator.Options simulation(InetSocketAddress otlp) {
    return LoginSimulator.Options.demo(URI.create("http://" + text(otlp)))
        .withSeed(seed)
        .withRate(rate);
  }

  private static void explain(PrintWriter out, InetSocketAddress http) {
    String address = text(http);
    out.printf(
        """
        Watching logins. Ask at http://%1$s, or from another terminal:

          failed logins      ./clew traces --http %1$s '{ name = "auth.login" && status = error }'
          slow logins        ./clew traces --http %1$s '{ name = "POST /auth/login" && duration > 250ms }'
          who fails most     ./clew sql --http %1$s "select attributes['client.address'] address, count(*) n from spans where status = 'error' and attributes['client.address'] is not null group by all order by n desc limit 5"

        Stop with Ctrl-C.
        """,
        address);
    out.flush();
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
