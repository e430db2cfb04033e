package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// B4: a refresh token that was spent is presented again, or one token comes from two networks
/// within a minute. Two tabs of one browser race for a token within seconds; that is told at low.
final class TokenReplay extends Keyed<TokenReplay.Row> {
  private static final long RACE = 10_000_000_000L;
  private static final long REPLAY = 60_000_000_000L;
  private static final Profile PROFILE =
      Profile.of(
              "B4",
              "refresh-token-reuse",
              "Refresh token reuse or token replay",
              "lateral-movement",
              "T1550.001")
          .asFact();

  private final Knowledge knowledge;

  TokenReplay(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSessions(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return event.act().reason() == Reason.TOKEN_REUSED
        || event.act().operation() == Operation.TOKEN_REFRESH
        || event.act().operation() == Operation.TOKEN_VALIDATE;
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    boolean isReuse = event.act().reason() == Reason.TOKEN_REUSED;
    if (!isReuse && !concerns(event)) {
      return;
    }
    Row family = familyRow(observation, isReuse);
    if (isReuse) {
      judgeReuse(family, observation, alarms);
    } else if (event.act().operation() == Operation.TOKEN_REFRESH
        && event.act().result() == Result.SUCCESS
        && family != null) {
      if (family.reusedFrom != 0 && family.reusedFrom == observation.source()) {
        raise(observation, alarms, Severity.CRITICAL, "a reused token was accepted afterwards");
      }
      family.use(observation);
    }
    if (!event.actor().token().isEmpty() && observation.network() != 0) {
      judgeReplay(observation, alarms);
    }
  }

  private @Nullable Row familyRow(Observation observation, boolean isReuse) {
    AuthEvent.Actor actor = observation.event().actor();
    String family = !actor.family().isEmpty() ? actor.family() : actor.session();
    family = family.isEmpty() ? actor.account() : family;
    boolean isRefresh = observation.event().act().operation() == Operation.TOKEN_REFRESH;
    return (family.isEmpty() || (!isRefresh && !isReuse))
        ? null
        : rows.row(knowledge.slot("family", observation.event().place().realm(), family));
  }

  private static void judgeReuse(@Nullable Row family, Observation observation, Alarms alarms) {
    boolean isRace =
        family != null
            && family.source == observation.source()
            && observation.nanos() - family.time <= RACE;
    boolean isElsewhere =
        family != null && family.time != 0 && family.source != observation.source();
    if (family != null) {
      family.reusedFrom = observation.source();
    }
    raise(
        observation,
        alarms,
        isRace ? Severity.LOW : isElsewhere ? Severity.CRITICAL : Severity.HIGH,
        isRace
            ? "two requests of one client raced for it"
            : isElsewhere ? "from elsewhere than it was renewed" : "it was spent before");
  }

  private void judgeReplay(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Row row = rows.row(knowledge.slot("token", event.place().realm(), event.actor().token()));
    boolean isElsewhere =
        row.time != 0
            && row.network != observation.network()
            && Math.abs(observation.nanos() - row.time) <= REPLAY
            && !row.program.equals(program(event));
    if (isElsewhere && event.act().operation() == Operation.TOKEN_VALIDATE) {
      raise(observation, alarms, Severity.HIGH, "one token from two networks within a minute");
    }
    row.use(observation);
  }

  private static String program(AuthEvent event) {
    return event.origin().family() + "/" + event.origin().system();
  }

  private static void raise(Observation observation, Alarms alarms, Severity severity, String why) {
    AuthEvent event = observation.event();
    Entity primary = Entity.of(event, Entity.Type.SESSION);
    primary = primary == null ? Entity.of(event, Entity.Type.ACCOUNT) : primary;
    primary = primary == null ? Entity.of(event, Entity.Type.SOURCE) : primary;
    if (primary != null) {
      alarms.raise(
          new Alarm(
              PROFILE,
              primary,
              severity,
              85,
              "a token was used twice: " + why,
              List.of(why),
              observation.entities(Entity.Type.ACCOUNT, Entity.Type.SOURCE),
              event,
              observation.nanos()));
    }
  }

  static final class Row implements BoundedTable.Value {
    private long source;
    private long network;
    private long time;
    private long reusedFrom;
    private String program = "/";

    void use(Observation observation) {
      source = observation.source();
      network = observation.network();
      time = Math.max(time, observation.nanos());
      program = TokenReplay.program(observation.event());
    }

    @Override
    public int worth() {
      return reusedFrom == 0 ? 0 : 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeLong(source);
      out.writeLong(network);
      out.writeLong(time);
      out.writeLong(reusedFrom);
      out.writeUTF(program);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      source = in.readLong();
      network = in.readLong();
      time = in.readLong();
      reusedFrom = in.readLong();
      program = in.readUTF();
    }
  }
}
