package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;

/// A6: one source walks through a list of stolen names and passwords, one or two tries each, many
/// of the names not known here.
final class CredentialStuffing extends Stateless {
  private static final int ACCOUNTS = 15;
  private static final int UNKNOWN_ACCOUNTS = 10;
  private static final double FEW_TRIES = 0.8;
  private static final double UNKNOWN = 0.3;
  private static final Profile PROFILE =
      Profile.of(
              "A6",
              "credential-stuffing",
              "Credential stuffing from one source",
              "credential-access",
              "T1110.004")
          .aboutSource()
          .guessing();

  private final SourceWatch watch;

  CredentialStuffing(SourceWatch watch) {
    this.watch = watch;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isFailedLogin() || event.isLoginSuccess();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    SourceState state = watch.source();
    Entity source = Entity.of(observation.event(), Entity.Type.SOURCE);
    if (state == null || source == null) {
      return;
    }
    if (observation.event().isLoginSuccess()) {
      if (state.score() < SourceState.ALARM / 2) {
        alarms.contradict(PROFILE.id(), source);
      }
    } else if (state.isAlarming()
        && watch.isNews()
        && state.gapNanos() < SlowAndLow.SLOW_NANOS
        && SourceAlarm.isTelling(state)
        && isStuffing(state)) {
      alarms.raise(SourceAlarm.of(PROFILE, source, Severity.HIGH, state, observation));
    }
  }

  /// Whether what the test found looks like a list rather than like a few passwords.
  static boolean isStuffing(SourceState state) {
    int accounts = state.failingAccounts();
    return (accounts >= UNKNOWN_ACCOUNTS && state.unknownRatio() >= UNKNOWN)
        || (accounts >= ACCOUNTS
            && SourceAlarm.isTelling(state)
            && state.fewTriesRatio() >= FEW_TRIES);
  }
}
