package dev.clew.detect.auth;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeSet;

/// Attempts to events: who, as far as other events tell it, from where by the rules for addresses,
/// and an identity that depends on the telemetry alone.
final class EventMaker implements State {
  private static final long MAX_SKEW_NANOS = 300_000_000_000L;
  private static final int MAX_DETAIL = 256;

  private final AuthOptions options;
  private final Pseudonyms pseudonyms;
  private final AccountNames names;
  private final MessageDigest digest;

  EventMaker(AuthOptions options, Pseudonyms pseudonyms) {
    this.options = options;
    this.pseudonyms = pseudonyms;
    names = new AccountNames(options.maxSessions());
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  AuthEvent make(Fact fact, long arrivalNanos) {
    boolean isSkewed = Math.abs(arrivalNanos - fact.timeNanos) > MAX_SKEW_NANOS;
    int flags = fact.flags | (isSkewed ? AuthEvent.Flag.CLOCK_SKEW.bit() : 0);
    AuthEvent.Place place =
        new AuthEvent.Place(
            options.tenant(),
            fact.get(Part.REALM),
            fact.get(Part.SERVICE),
            isSkewed ? arrivalNanos : fact.timeNanos,
            arrivalNanos,
            fact.offset,
            fact.traceHigh,
            fact.traceLow,
            fact.spanId);
    AuthEvent.Actor actor = actor(fact);
    AuthEvent.Act act =
        new AuthEvent.Act(
            fact.provider,
            fact.operation,
            fact.result,
            fact.reason,
            fact.get(Part.METHOD),
            detail(fact));
    return new AuthEvent(
        id(fact, actor),
        place,
        act,
        actor,
        origin(fact),
        new AuthEvent.Target(
            fact.get(Part.RESOURCE_TYPE),
            fact.get(Part.RESOURCE),
            fact.get(Part.PERMISSION),
            fact.decision),
        new AuthEvent.Exchange(
            fact.status,
            fact.get(Part.HTTP_METHOD),
            fact.get(Part.ROUTE),
            fact.durationNanos,
            fact.get(Part.DEPENDENCY),
            fact.dependencyNanos),
        flags);
  }

  private static String detail(Fact fact) {
    String detail = fact.get(Part.DETAIL);
    return detail.substring(0, Math.min(MAX_DETAIL, detail.length()));
  }

  private AuthEvent.Actor actor(Fact fact) {
    String session = fact.get(Part.SESSION);
    String user = fact.get(Part.USER);
    String subject = fact.get(Part.SUBJECT);
    long sessionSlot = session.isEmpty() ? 0 : pseudonyms.slot("session " + session);
    if (!session.isEmpty()) {
      user = user.isEmpty() ? names.user(sessionSlot) : user;
      subject = subject.isEmpty() ? names.subject(sessionSlot) : subject;
    }
    if (!subject.isEmpty()) {
      long subjectSlot = pseudonyms.slot("subject " + fact.get(Part.REALM) + " " + subject);
      user = user.isEmpty() ? names.user(subjectSlot) : user;
      if (!user.isEmpty() && fact.result == Result.SUCCESS) {
        names.learn(subjectSlot, user, subject);
      }
    }
    if (!session.isEmpty() && fact.result == Result.SUCCESS && !(user + subject).isEmpty()) {
      names.learn(sessionSlot, user, subject);
    }
    AuthEvent.UserState state =
        fact.isUserStateSaid
            ? fact.userState
            : user.isEmpty() ? AuthEvent.UserState.MISSING : AuthEvent.UserState.KNOWN;
    return new AuthEvent.Actor(
        user,
        state,
        subject,
        session,
        fact.get(Part.TOKEN),
        fact.get(Part.FAMILY),
        fact.get(Part.CLIENT),
        List.copyOf(new TreeSet<>(JsonTexts.list(fact.get(Part.ROLES)))));
  }

  private AuthEvent.Origin origin(Fact fact) {
    boolean isResolved = options.resolvedBy().contains(fact.get(Part.SERVICE));
    ClientAddress client = ClientAddress.of(fact, options.trustedProxies(), isResolved);
    Agents agent = Agents.of(fact.get(Part.AGENT), fact.get(Part.SYNTHETIC));
    Address address = client.address();
    Address peer = client.peer();
    return new AuthEvent.Origin(
        address == null ? "" : shown(address.client()),
        address == null ? "" : shown(address.network()),
        client.trust(),
        peer == null ? "" : shown(peer.client()),
        fact.has(Part.AGENT) ? Long.toHexString(pseudonyms.slot(fact.get(Part.AGENT))) : "",
        agent.family(),
        agent.system(),
        agent.agentClass(),
        fact.get(Part.FINGERPRINT));
  }

  private String shown(String address) {
    return options.hidesAddresses() ? pseudonyms.secret("address", address) : address;
  }

  private AuthEvent.EventId id(Fact fact, AuthEvent.Actor actor) {
    ByteBuffer numbers = ByteBuffer.allocate(32);
    numbers.putLong(fact.traceHigh).putLong(fact.traceLow);
    numbers.putLong(fact.serverSpanId == 0 ? fact.spanId : fact.serverSpanId);
    numbers.putLong(fact.timeNanos);
    digest.update(numbers.array());
    String words =
        String.join(
            "\n",
            options.tenant(),
            fact.operation.name(),
            fact.result.name(),
            fact.reason.name(),
            actor.account());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
    return new AuthEvent.EventId(hash.getLong(), hash.getLong());
  }

  @Override
  public void save(DataOutput out) throws IOException {
    names.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    names.restore(in);
  }
}
