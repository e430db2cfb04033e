package dev.clew.detect.detector;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.AuthEvent;
import java.util.List;

/// What the detectors on top of the sequential test have in common: when to speak and what to say.
final class SourceAlarm {
  private SourceAlarm() {}

  /// Whether it is worth saying again: while the evidence is new, then each time it has doubled.
  static boolean isTelling(SourceState state) {
    int failing = state.failingAccounts();
    return failing <= 32 || Integer.bitCount(failing) == 1;
  }

  /// Whether anything else than the count speaks against the source.
  static boolean hasSecondSignal(SourceState state, AuthEvent event) {
    AgentClass agent = event.origin().agentClass();
    return state.unknownRatio() >= 0.3
        || agent == AgentClass.LIBRARY
        || agent == AgentClass.SCANNER
        || state.succeedingAccounts() == 0;
  }

  static Alarm of(
      Profile profile,
      Entity entity,
      Severity severity,
      SourceState state,
      Observation observation) {
    int confidence = state.failingAccounts() > state.succeedingAccounts() ? 85 : 60;
    return new Alarm(
        profile,
        entity,
        severity.atMost(observation.cap(true)),
        confidence,
        "%d accounts failed from %s".formatted(state.failingAccounts(), entity),
        List.of(
            "log likelihood ratio %.1f >= %.1f: %d failing accounts, %d succeeding"
                .formatted(
                    state.score(),
                    SourceState.ALARM,
                    state.failingAccounts(),
                    state.succeedingAccounts()),
            "share of unknown names %.2f".formatted(state.unknownRatio()),
            "mean gap %d s".formatted(state.gapNanos() / 1_000_000_000L)),
        List.of(),
        observation.event(),
        state.since());
  }
}
