package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.List;

/// C0: a known client, or a monitor, repeats one failure like clockwork. Not an attack: it is told
/// at low, once, so that somebody changes the password it holds.
final class MisconfiguredClient extends Stateless {
  private static final Profile PROFILE =
      Profile.of("C0", "stuck-client", "Client with an old password", "none");

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isFailedLogin();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    Entity account = Entity.of(observation.event(), Entity.Type.ACCOUNT);
    if (observation.isStuck() && account != null) {
      alarms.raise(
          new Alarm(
              PROFILE,
              account,
              Severity.LOW,
              80,
              "a known client fails at even intervals",
              List.of("coefficient of variation < 0.2 over six intervals and more"),
              List.of(),
              observation.event(),
              observation.nanos()));
    }
  }
}
