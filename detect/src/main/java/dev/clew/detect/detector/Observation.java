package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import java.util.ArrayList;
import java.util.List;

/// An event beside what was known before it came.
///
/// @param account slot of the account, 0 if the event names none; so with the others
/// @param isKnownDevice whether the account logged in from this network with this kind of program
///   before, more than an hour and less than 30 days ago
/// @param isForgiven whether a failure is among the first three that a known device is allowed
/// @param isStuck whether a program repeats the same failure like clockwork
/// @param isEstablished whether the account has logged in more than a day ago
/// @param isColdStart whether the realm has less than a week of history
/// @param hasSuccesses whether the source of telemetry tells successes at all
/// @param isSharedSource whether many accounts logged in from the source lately
public record Observation(
    AuthEvent event,
    long account,
    long source,
    long network,
    long realm,
    long session,
    AccountState accountState,
    boolean isKnownDevice,
    boolean isForgiven,
    boolean isStuck,
    boolean isEstablished,
    boolean isColdStart,
    boolean hasSuccesses,
    boolean isSharedSource) {

  public long nanos() {
    return event.place().timeNanos();
  }

  /// Entities of these types that the event tells; not an address that many share, which ties
  /// nobody to anybody.
  List<Entity> entities(Entity.Type... types) {
    List<Entity> entities = new ArrayList<>();
    for (Entity.Type type : types) {
      Entity entity = Entity.of(event, type);
      if (entity != null && !(isSharedSource && type == Entity.Type.SOURCE)) {
        entities.add(entity);
      }
    }
    return entities;
  }

  /// How severe a statistical alarm about the source of this event may be at most.
  Severity cap(boolean isAboutSource) {
    if (isAboutSource && !hasSuccesses) {
      return Severity.LOW;
    }
    boolean isClaimed =
        switch (event.origin().trust()) {
          case CLAIMED, NONE -> true;
          case EDGE, PROXIED, PEER -> false;
        };
    return (isAboutSource && (isClaimed || isColdStart)) ? Severity.MEDIUM : Severity.CRITICAL;
  }
}
