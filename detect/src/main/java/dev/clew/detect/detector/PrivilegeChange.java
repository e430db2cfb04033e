package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// C3: rights that grow out of pattern: somebody grants to himself, somebody who was just granted
/// rights grants them on, or somebody grants who never did before in a realm where others do.
final class PrivilegeChange extends Keyed<PrivilegeChange.Row> {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long MIN_HISTORY = 604_800_000_000_000L;
  private static final String[] PRIVILEGED = {"admin", "root", "owner", "superuser", "manage"};
  private static final Profile PROFILE =
      Profile.of(
              "C3",
              "privilege-change",
              "Privilege change out of pattern",
              "privilege-escalation",
              "T1098.003",
              "T1548")
          .asFact();

  private final Knowledge knowledge;

  PrivilegeChange(DetectorOptions options, Knowledge knowledge) {
    super(options.maxAccounts(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().operation() == Operation.ROLE_CHANGE;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    if (!concerns(event) || event.act().result() != Result.SUCCESS || observation.account() == 0) {
      return;
    }
    long nanos = observation.nanos();
    String target = target(event);
    AuthEvent.Actor actor = event.actor();
    boolean isSelf =
        !target.isEmpty() && (target.equals(actor.user()) || target.equals(actor.subject()));
    Row grantor = rows.row(granteeSlot(event, actor.subject(), actor.account()));
    boolean isFresh = grantor.grantedAt != 0 && nanos - grantor.grantedAt <= HOUR;
    boolean isNew =
        grantor.grants == 0
            && observation.accountState().lastSuccess() != 0
            && !observation.isColdStart()
            && nanos - observation.accountState().lastSuccess() < MIN_HISTORY;
    boolean isPrivileged = isPrivileged(event);
    grantor.grants++;
    if (!target.isEmpty()) {
      rows.row(knowledge.slot("grantee", event.place().realm(), target)).grantedAt = nanos;
    }
    if (isSelf || isFresh || (isNew && isPrivileged)) {
      raise(observation, alarms, isSelf, isFresh, isPrivileged);
    }
  }

  private long granteeSlot(AuthEvent event, String subject, String account) {
    return knowledge.slot("grantee", event.place().realm(), subject.isEmpty() ? account : subject);
  }

  private static void raise(
      Observation observation,
      Alarms alarms,
      boolean isSelf,
      boolean isFresh,
      boolean isPrivileged) {
    AuthEvent event = observation.event();
    Entity who = Entity.of(event, Entity.Type.ACCOUNT);
    if (who == null) {
      return;
    }
    boolean isStolen =
        observation.entities(Entity.Type.SESSION, Entity.Type.ACCOUNT).stream()
            .flatMap(entity -> alarms.attacksOn(entity).stream())
            .anyMatch(attack -> attack.detector().id().matches("A8|B3|B4"));
    Severity severity =
        isStolen
            ? Severity.CRITICAL
            : (isSelf || (isFresh && isPrivileged)) ? Severity.HIGH : Severity.MEDIUM;
    String why =
        isSelf
            ? "to the grantor's own account"
            : isFresh ? "by somebody granted rights within the hour" : "by a first-time grantor";
    alarms.raise(
        new Alarm(
            PROFILE,
            who,
            severity,
            isSelf ? 90 : 70,
            "rights were granted " + why,
            List.of(why, "grantor's session under attack: " + isStolen),
            observation.entities(Entity.Type.SESSION, Entity.Type.SOURCE),
            event,
            observation.nanos()));
  }

  /// The account that was granted to: the id after `users/` in a path, else the whole resource.
  private static String target(AuthEvent event) {
    String resource = event.target().resource();
    int users = resource.indexOf("users/");
    if (users < 0) {
      return resource;
    }
    int end = resource.indexOf('/', users + 6);
    return resource.substring(users + 6, end < 0 ? resource.length() : end);
  }

  private static boolean isPrivileged(AuthEvent event) {
    String about =
        (event.target().resource() + " " + event.target().permission()).toLowerCase(Locale.ROOT);
    for (String word : PRIVILEGED) {
      if (about.contains(word)) {
        return true;
      }
    }
    return false;
  }

  static final class Row implements BoundedTable.Value {
    private long grantedAt;
    private int grants;

    @Override
    public int worth() {
      return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeLong(grantedAt);
      out.writeInt(grants);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      grantedAt = in.readLong();
      grants = in.readInt();
    }
  }
}
