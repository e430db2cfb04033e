package dev.clew.examples.simulator;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What goes wrong, and when.
public record Scenario(List<Fault> faults) {
  private static final Fault SLOW =
      new Fault(Fault.Kind.POOL_EXHAUSTED, Duration.ofMinutes(-6), Duration.ofMinutes(14));
  private static final Fault FAILING =
      new Fault(Fault.Kind.UNREADABLE_EVENT, Duration.ofMinutes(-9), Duration.ofMinutes(6));
  private static final Fault ATTACK =
      new Fault(Fault.Kind.BRUTE_FORCE, Duration.ofMinutes(-4), Duration.ofMinutes(-1));
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final int TIMES = 48;

  public Scenario {
    faults = List.copyOf(faults);
  }

  /// Nothing goes wrong but people's typing.
  public static Scenario calm() {
    return new Scenario(List.of());
  }

  /// Everything goes wrong shortly before the start, so that there is something to find at once,
  /// and again every half hour for a day.
  public static Scenario demo() {
    return new Scenario(
        Stream.of(SLOW, FAILING, ATTACK)
            .flatMap(fault -> fault.repeated(PERIOD, TIMES).stream())
            .toList());
  }

  /// `calm`, `demo`, or one fault of the demo alone: `slow`, `failing`, `attack`; else null.
  public static @Nullable Scenario named(String name) {
    return switch (name) {
      case "calm" -> calm();
      case "demo" -> demo();
      case "slow" -> new Scenario(SLOW.repeated(PERIOD, TIMES));
      case "failing" -> new Scenario(FAILING.repeated(PERIOD, TIMES));
      case "attack" -> new Scenario(ATTACK.repeated(PERIOD, TIMES));
      default -> null;
    };
  }
}
