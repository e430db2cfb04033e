package dev.clew.detect.auth;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Auth events as bytes, for checkpoints and for the evidence of findings.
public final class AuthEvents {
  private AuthEvents() {}

  public static void saveMaybe(DataOutput out, @Nullable AuthEvent event) throws IOException {
    out.writeBoolean(event != null);
    if (event != null) {
      save(out, event);
    }
  }

  public static @Nullable AuthEvent restoreMaybe(DataInput in) throws IOException {
    return in.readBoolean() ? restore(in) : null;
  }

  public static void save(DataOutput out, AuthEvent event) throws IOException {
    out.writeByte(AuthEvent.VERSION);
    out.writeLong(event.id().high());
    out.writeLong(event.id().low());
    AuthEvent.Place place = event.place();
    texts(out, place.tenant(), place.realm(), place.service());
    longs(out, place.timeNanos(), place.arrivalNanos(), place.offset());
    longs(out, place.traceHigh(), place.traceLow(), place.spanId());
    AuthEvent.Act act = event.act();
    out.writeByte(act.provider().ordinal());
    out.writeByte(act.operation().ordinal());
    out.writeByte(act.result().ordinal());
    out.writeByte(act.reason().ordinal());
    texts(out, act.method(), act.detail());
    AuthEvent.Actor actor = event.actor();
    texts(out, actor.user(), actor.subject(), actor.session(), actor.token(), actor.family());
    texts(out, actor.client());
    out.writeByte(actor.state().ordinal());
    out.writeByte(actor.roles().size());
    texts(out, actor.roles().toArray(String[]::new));
    AuthEvent.Origin origin = event.origin();
    texts(out, origin.source(), origin.network(), origin.peer(), origin.agent(), origin.family());
    texts(out, origin.system(), origin.fingerprint());
    out.writeByte(origin.trust().ordinal());
    out.writeByte(origin.agentClass().ordinal());
    AuthEvent.Target target = event.target();
    texts(out, target.type(), target.resource(), target.permission());
    out.writeByte(target.decision().ordinal());
    AuthEvent.Exchange exchange = event.exchange();
    out.writeInt(exchange.status());
    texts(out, exchange.method(), exchange.route(), exchange.dependency());
    longs(out, exchange.durationNanos(), exchange.dependencyNanos());
    out.writeInt(event.flags());
  }

  private static void texts(DataOutput out, String... texts) throws IOException {
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static void longs(DataOutput out, long... longs) throws IOException {
    for (long number : longs) {
      out.writeLong(number);
    }
  }

  public static AuthEvent restore(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != AuthEvent.VERSION) {
      throw new IOException(
          "auth event of version %d, not %d".formatted(version, AuthEvent.VERSION));
    }
    AuthEvent.EventId id = new AuthEvent.EventId(in.readLong(), in.readLong());
    AuthEvent.Place place =
        new AuthEvent.Place(
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong());
    Provider provider = Provider.values()[in.readByte()];
    Operation operation = Operation.values()[in.readByte()];
    Result result = Result.values()[in.readByte()];
    Reason reason = Reason.values()[in.readByte()];
    AuthEvent.Act act =
        new AuthEvent.Act(provider, operation, result, reason, in.readUTF(), in.readUTF());
    AuthEvent.Actor actor = actor(in);
    AuthEvent.Origin origin = origin(in);
    AuthEvent.Target target =
        new AuthEvent.Target(
            in.readUTF(), in.readUTF(), in.readUTF(), AuthEvent.Decision.values()[in.readByte()]);
    int status = in.readInt();
    String method = in.readUTF();
    String route = in.readUTF();
    String dependency = in.readUTF();
    AuthEvent.Exchange exchange =
        new AuthEvent.Exchange(status, method, route, in.readLong(), dependency, in.readLong());
    return new AuthEvent(id, place, act, actor, origin, target, exchange, in.readInt());
  }

  private static AuthEvent.Actor actor(DataInput in) throws IOException {
    String user = in.readUTF();
    String subject = in.readUTF();
    String session = in.readUTF();
    String token = in.readUTF();
    String family = in.readUTF();
    String client = in.readUTF();
    AuthEvent.UserState state = AuthEvent.UserState.values()[in.readByte()];
    List<String> roles = new ArrayList<>();
    for (int i = in.readByte(); i > 0; i--) {
      roles.add(in.readUTF());
    }
    return new AuthEvent.Actor(user, state, subject, session, token, family, client, roles);
  }

  private static AuthEvent.Origin origin(DataInput in) throws IOException {
    String source = in.readUTF();
    String network = in.readUTF();
    String peer = in.readUTF();
    String agent = in.readUTF();
    String family = in.readUTF();
    String system = in.readUTF();
    String fingerprint = in.readUTF();
    return new AuthEvent.Origin(
        source,
        network,
        SourceTrust.values()[in.readByte()],
        peer,
        agent,
        family,
        system,
        AgentClass.values()[in.readByte()],
        fingerprint);
  }
}
