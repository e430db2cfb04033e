package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Result;
import java.util.List;

/// A8: a login that works while, or soon after, its account or its source is in a finding of
/// guessing.
///
/// From the attacking source itself any account counts but one that is at home there. For an
/// attacked account, a success from a source that took part is grave; from one that is merely new
/// it is told at medium; from a device of its owner it is nothing. Where the attack came from
/// everywhere, a device never seen before is taken for the attacker's.
final class SuccessAfterAttack extends Stateless {
  private static final Entity.Type[] WHOM = {
    Entity.Type.SOURCE, Entity.Type.NETWORK, Entity.Type.ACCOUNT
  };
  private static final Profile PROFILE =
      Profile.of(
              "A8",
              "success-after-attack",
              "Login after an attack",
              "initial-access",
              "T1110",
              "T1078")
          .asFact();

  private final Knowledge knowledge;

  SuccessAfterAttack(Knowledge knowledge) {
    this.knowledge = knowledge;
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
    if (!observation.event().isLoginSuccess() || observation.account() == 0) {
      return;
    }
    for (Entity.Type type : WHOM) {
      Entity entity = Entity.of(observation.event(), type);
      if (entity == null) {
        continue;
      }
      for (Attack attack : alarms.attacksOn(entity)) {
        if (attack.detector().isGuessing() && !attack.isContradicted()) {
          judge(observation, attack, alarms);
        }
      }
    }
  }

  private void judge(Observation observation, Attack attack, Alarms alarms) {
    AuthEvent event = observation.event();
    boolean isAboutSource = attack.primary().type() != Entity.Type.ACCOUNT;
    boolean isOwn = observation.isKnownDevice() || usedBefore(observation, attack);
    boolean tookPart = alarms.tookPart(attack, event);
    boolean isFromAttacker = isAboutSource ? !isOwn : tookPart && !isOwn;
    boolean isDistributed = attack.detector().id().equals("A3");
    if (isOwn || (isAboutSource && observation.isSharedSource() && !tookPart)) {
      return;
    }
    boolean isGrave = isFromAttacker || isDistributed;
    boolean isHalf = event.act().result() != Result.SUCCESS;
    Severity severity = isGrave ? Severity.CRITICAL : Severity.MEDIUM;
    if (isGrave && (isHalf || (observation.isColdStart() && isAboutSource && !tookPart))) {
      severity = Severity.HIGH;
    }
    Entity account = Entity.of(event, Entity.Type.ACCOUNT);
    if (account == null) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            account,
            severity,
            isGrave ? 90 : 60,
            isHalf
                ? "the password was right after %s".formatted(attack.detector().title())
                : "a login worked after %s".formatted(attack.detector().title()),
            List.of(
                "finding %s on %s".formatted(attack.detector().id(), attack.primary()),
                isFromAttacker ? "from a source of the attack" : "from a device never seen before"),
            List.of(attack.primary()),
            event,
            event.place().timeNanos()));
  }

  /// Whether the owner used this device before the attack began, if only a moment ago.
  private boolean usedBefore(Observation observation, Attack attack) {
    return Knowledge.hasUsedDevice(observation, knowledge)
        && observation.accountState().lastSuccess() < attack.openedNanos();
  }
}
