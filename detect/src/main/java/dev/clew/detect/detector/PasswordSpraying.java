package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;

/// A4: one source tries a few passwords on many accounts. The sequential test over accounts raises
/// it; when it falls back below half, the source was many honest people after all.
final class PasswordSpraying extends Stateless {
  private static final Profile PROFILE =
      Profile.of(
              "A4",
              "password-spraying",
              "Password spraying from one source",
              "credential-access",
              "T1110.003")
          .aboutSource()
          .guessing();

  private final SourceWatch watch;

  PasswordSpraying(SourceWatch watch) {
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
        && !CredentialStuffing.isStuffing(state)
        && SourceAlarm.isTelling(state)) {
      boolean isSure = SourceAlarm.hasSecondSignal(state, observation.event());
      Severity severity = isSure ? Severity.HIGH : Severity.MEDIUM;
      alarms.raise(SourceAlarm.of(PROFILE, source, severity, state, observation));
    }
  }
}
