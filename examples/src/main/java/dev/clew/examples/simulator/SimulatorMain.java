package dev.clew.examples.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs the login simulator from a terminal until Ctrl-C.
public final class SimulatorMain {
  private static final String USAGE =
      """
      Logs simulated people in and sends what a platform would tell of it, over OTLP/HTTP.

      --endpoint URL    the server, default http://127.0.0.1:4318
      --seed N          the same seed yields the same people and the same day, default 1
      --rate N          logins per second, default 8
      --users N         how many people, default 400
      --minutes N       how many minutes of the past to send first, default 15
      --scenario NAME   calm, slow, failing, attack or demo (all of them), default demo
      --truth FILE      writes what really went wrong, one JSON object per line
      --help            this text
      """;

  private static final int REPORT_SECONDS = 10;
  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  private SimulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      run(options(words), System.out);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "; --help lists the options");
      System.exit(WRONG_USE);
    } catch (UncheckedIOException failed) {
      System.err.println(failed.getMessage() + ": " + failed.getCause());
      System.exit(FAILED);
    }
  }

  /// Reads the options.
  ///
  /// @throws IllegalArgumentException naming the word that is wrong
  static LoginSimulator.Options options(List<String> words) {
    LoginSimulator.Options options =
        LoginSimulator.Options.demo(URI.create("http://127.0.0.1:4318"));
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value, or is no option");
      }
      options = with(options, option, rest.next());
    }
    return options;
  }

  private static LoginSimulator.Options with(
      LoginSimulator.Options options, String option, String value) {
    return switch (option) {
      case "--endpoint" -> options.withEndpoint(URI.create(value));
      case "--seed" -> options.withSeed(whole(option, value));
      case "--rate" -> options.withRate(number(option, value));
      case "--users" -> options.withUsers(Math.clamp(whole(option, value), 0, Integer.MAX_VALUE));
      case "--minutes" -> options.withBackfill(minutes(option, value));
      case "--scenario" -> options.withScenario(scenario(value));
      case "--truth" -> options.withTruth(Path.of(value));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static void run(LoginSimulator.Options options, PrintStream out)
      throws InterruptedException {
    LoginSimulator simulator = new LoginSimulator(options);
    CountDownLatch stopped = new CountDownLatch(1);
    simulator.start();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  simulator.close();
                  report(simulator.stats(), out);
                  stopped.countDown();
                }));
    while (!stopped.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
      report(simulator.stats(), out);
    }
  }

  private static void report(LoginSimulator.Stats stats, PrintStream out) {
    out.printf(
        "logins %,d (failed %,d)  spans %,d  logs %,d  points %,d"
            + "  refused %,d  dropped %,d  retries %,d%n",
        stats.logins(),
        stats.failures(),
        stats.spans(),
        stats.logs(),
        stats.points(),
        stats.refused(),
        stats.dropped(),
        stats.retries());
  }

  private static Duration minutes(String option, String value) {
    return Duration.ofSeconds(Math.round(number(option, value) * 60));
  }

  private static Scenario scenario(String name) {
    Scenario scenario = Scenario.named(name);
    if (scenario == null) {
      throw new IllegalArgumentException("unknown scenario " + name);
    }
    return scenario;
  }

  private static long whole(String option, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("%s %s is no whole number".formatted(option, value));
    }
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("%s %s is no number".formatted(option, value));
    }
  }
}
