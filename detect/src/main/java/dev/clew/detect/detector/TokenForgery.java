package dev.clew.detect.detector;

import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import dev.clew.detect.state.BoundedTable;
import dev.clew.detect.state.Distinct;
import dev.clew.detect.state.Ring;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// B5: tokens that nobody issued: without signature, with a wrong one, for another issuer, or
/// expired in numbers; three times as many from a known device. When many accounts fail at once for
/// the same reason, keys were rotated; that is told as a remark on the service, not as an attack. A
/// token that is merely `invalid_token` never counts.
final class TokenForgery extends Keyed<TokenForgery.Row> {
  private static final int SIGNATURES = 3;
  private static final int CLAIMS = 10;
  private static final int EXPIRED = 20;
  private static final int SUBJECTS_OF_ROTATION = 20;
  private static final int SOURCES_OF_ROTATION = 5;
  private static final int MAX_SERVICES = 4_096;
  private static final long WINDOW = 600_000_000_000L;
  private static final Profile PROFILE =
      Profile.of(
              "B5",
              "token-forgery",
              "Forged or abused token",
              "credential-access",
              "T1606",
              "T1528")
          .asFact();

  private final Knowledge knowledge;
  private final BoundedTable<ServiceRow> services =
      new BoundedTable<>(MAX_SERVICES, ServiceRow::new);

  TokenForgery(DetectorOptions options, Knowledge knowledge) {
    super(options.maxSources(), Row::new);
    this.knowledge = knowledge;
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public boolean concerns(AuthEvent event) {
    return limit(event.act().reason()) != 0;
  }

  /// How many of a reason are an alarm; 0 for reasons that are none.
  private static int limit(Reason reason) {
    return switch (reason) {
      case ALG_NONE, ALG_MISMATCH -> 1;
      case BAD_SIGNATURE, UNKNOWN_KID -> SIGNATURES;
      case ISS_MISMATCH, AUD_MISMATCH -> CLAIMS;
      case TOKEN_EXPIRED -> EXPIRED;
      default -> 0;
    };
  }

  @Override
  public void accept(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    Reason reason = event.act().reason();
    int limit = limit(reason);
    limit = (limit > 1 && observation.isKnownDevice()) ? 3 * limit : limit;
    Entity actor = Entity.of(event, Entity.Type.SOURCE);
    actor = actor == null ? Entity.of(event, Entity.Type.ACCOUNT) : actor;
    if (limit == 0 || actor == null) {
      return;
    }
    if (limit > 1 && isRotation(observation, alarms)) {
      return;
    }
    Row row = rows.row(knowledge.slot(reason.name(), event.place().realm(), actor.toString()));
    long nanos = observation.nanos();
    if (row.count.failures(nanos) == 0) {
      row.since = nanos;
    }
    row.count.add(nanos, true);
    int count = row.count.failures(nanos);
    boolean isAccepted = event.act().result() == Result.SUCCESS;
    if (!isAccepted && (count < limit || (count > 2 * limit && Integer.bitCount(count) != 1))) {
      return;
    }
    alarms.raise(
        new Alarm(
            PROFILE,
            actor,
            isAccepted ? Severity.CRITICAL : severity(reason),
            90,
            isAccepted
                ? "a token with %s was accepted".formatted(reason.text())
                : "%d tokens were refused for %s".formatted(count, reason.text()),
            List.of("%s %d >= %d within ten minutes".formatted(reason.text(), count, limit)),
            observation.entities(Entity.Type.ACCOUNT, Entity.Type.SESSION),
            event,
            row.since));
  }

  private static Severity severity(Reason reason) {
    return switch (reason) {
      case ALG_NONE -> Severity.HIGH;
      case TOKEN_EXPIRED -> Severity.LOW;
      default -> Severity.MEDIUM;
    };
  }

  private boolean isRotation(Observation observation, Alarms alarms) {
    AuthEvent event = observation.event();
    ServiceRow row =
        services.row(knowledge.slot("keys", event.place().service(), event.act().reason().name()));
    long nanos = observation.nanos();
    if (observation.account() != 0) {
      row.subjects.add(nanos, observation.account());
    }
    row.sources.add(nanos, observation.source());
    int subjects = row.subjects.count(nanos);
    int sources = row.sources.count(nanos);
    boolean isRotation =
        sources >= SOURCES_OF_ROTATION && Math.max(subjects, sources) > SUBJECTS_OF_ROTATION;
    Entity service = Entity.of(event, Entity.Type.SERVICE);
    if (isRotation && service != null && !row.isTold) {
      row.isTold = true;
      alarms.raise(
          new Alarm(
              PROFILE,
              service,
              Severity.LOW,
              60,
              "tokens of %d clients are refused for %s: keys rotated?"
                  .formatted(Math.max(subjects, sources), event.act().reason().text()),
              List.of(
                  "clients %d > %d".formatted(Math.max(subjects, sources), SUBJECTS_OF_ROTATION)),
              List.of(),
              event,
              nanos));
    }
    row.isTold &= isRotation;
    return isRotation;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    super.save(out);
    services.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    super.restore(in);
    services.restore(in);
  }

  static final class Row implements BoundedTable.Value {
    private final Ring count = new Ring();
    private long since;

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      count.save(out);
      out.writeLong(since);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      count.restore(in);
      since = in.readLong();
    }
  }

  private static final class ServiceRow implements BoundedTable.Value {
    private final Distinct subjects = new Distinct(WINDOW);
    private final Distinct sources = new Distinct(WINDOW);
    private boolean isTold;

    @Override
    public int worth() {
      return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      subjects.save(out);
      sources.save(out);
      out.writeBoolean(isTold);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      subjects.restore(in);
      sources.restore(in);
      isTold = in.readBoolean();
    }
  }
}
