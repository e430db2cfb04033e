package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.List;
import java.util.Locale;

/// D1: a login of an account that was silent for months. Graver from a device never seen before.
final class DormantAccount extends Stateless {
  private static final long DAY = 86_400_000_000_000L;
  private static final long IDLE = 90 * DAY;
  private static final long IDLE_PRIVILEGED = 45 * DAY;
  private static final Profile PROFILE =
      Profile.of("D1", "dormant-account", "Dormant account", "initial-access", "T1078");

  private final Knowledge knowledge;

  DormantAccount(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.isLoginSuccess();
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    long last = observation.accountState().lastSuccess();
    Entity account = Entity.of(event, Entity.Type.ACCOUNT);
    if (!event.isLoginSuccess() || last == 0 || account == null) {
      return;
    }
    long idle = observation.nanos() - last;
    boolean isPrivileged =
        event.actor().roles().stream()
            .anyMatch(role -> role.toLowerCase(Locale.ROOT).contains("admin"));
    if (idle < (isPrivileged ? IDLE_PRIVILEGED : IDLE)) {
      return;
    }
    boolean isNewDevice = !Knowledge.hasUsedDevice(observation, knowledge);
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            (isNewDevice && isPrivileged)
                ? Severity.HIGH
                : isNewDevice ? Severity.MEDIUM : Severity.LOW,
            isNewDevice ? 70 : 40,
            "an account logged in after %d days".formatted(idle / DAY),
            List.of(
                "idle %d days >= %d"
                    .formatted(idle / DAY, (isPrivileged ? IDLE_PRIVILEGED : IDLE) / DAY),
                "device seen before: " + !isNewDevice),
            observation.entities(Entity.Type.SOURCE),
            event,
            observation.nanos()));
  }
}
