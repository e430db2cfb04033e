package dev.clew.detect.auth;

import dev.clew.model.TraceId;
import java.util.List;

/// One attempt to authenticate or to be allowed something, as all telemetry together tells it.
///
/// Texts that are absent are empty. Accounts, sessions and tokens are pseudonyms wherever
/// pseudonyms are on.
///
/// @param id first 16 bytes of a hash over what makes the attempt, so a replay yields the same
/// @param flags bits of [Flag]
public record AuthEvent(
    EventId id,
    Place place,
    Act act,
    Actor actor,
    Origin origin,
    Target target,
    Exchange exchange,
    int flags) {
  /// Version of this form, as in the schema URL.
  public static final int VERSION = 1;

  /// Identity of an event, the same whenever the log is read.
  public record EventId(long high, long low) {
    public String hex() {
      return new TraceId(high, low).hex();
    }
  }

  /// Where and when it was told.
  ///
  /// @param timeNanos of the event; that of the arrival if the sender's clock is off by minutes
  /// @param offset of the record of the log that completed it
  /// @param traceHigh 0 with `traceLow` outside a trace
  /// @param spanId of the deciding span, 0 if none
  public record Place(
      String tenant,
      String realm,
      String service,
      long timeNanos,
      long arrivalNanos,
      long offset,
      long traceHigh,
      long traceLow,
      long spanId) {
    public boolean hasTrace() {
      return (traceHigh | traceLow) != 0;
    }

    public TraceId traceId() {
      return new TraceId(traceHigh, traceLow);
    }
  }

  /// What was attempted and how it ended.
  public record Act(
      Provider provider,
      Operation operation,
      Result result,
      Reason reason,
      String method,
      String detail) {}

  /// Who.
  ///
  /// @param user the name tried; empty if none was given
  /// @param state what is known of the name
  /// @param subject stable id of the account
  public record Actor(
      String user,
      UserState state,
      String subject,
      String session,
      String token,
      String family,
      String client,
      List<String> roles) {
    public Actor {
      roles = List.copyOf(roles);
    }

    /// The account: the name, else the id, else empty.
    public String account() {
      return user.isEmpty() ? subject : user;
    }
  }

  /// Whether the name tried is one of the provider's.
  public enum UserState {
    KNOWN,
    UNKNOWN,
    MISSING
  }

  /// From where and with what.
  ///
  /// @param network the /24 or /48 of the source
  /// @param peer the other end of the connection
  /// @param agent hash of the whole user agent
  public record Origin(
      String source,
      String network,
      SourceTrust trust,
      String peer,
      String agent,
      String family,
      String system,
      AgentClass agentClass,
      String fingerprint) {}

  /// To what.
  public record Target(String type, String resource, String permission, Decision decision) {}

  public enum Decision {
    NONE,
    PERMIT,
    DENY,
    UNAUTHENTICATED
  }

  /// The request it came in.
  ///
  /// @param dependency name of the slowest call that the request made meanwhile; empty if unknown
  public record Exchange(
      int status,
      String method,
      String route,
      long durationNanos,
      String dependency,
      long dependencyNanos) {}

  /// Remarks on an event.
  public enum Flag {
    /// The clock of the sender is off; the time is that of the arrival.
    CLOCK_SKEW,
    /// Nobody said so but a route and a status.
    HEURISTIC,
    /// The sender does not send every trace.
    SAMPLED_UPSTREAM;

    int bit() {
      return 1 << ordinal();
    }
  }

  public boolean has(Flag flag) {
    return (flags & flag.bit()) != 0;
  }

  /// Whether this is a wrong secret at a place where secrets are tried.
  public boolean isGuess() {
    return isFailedLogin() && act.reason.kind() == Reason.Kind.CREDENTIAL;
  }

  /// Whether this is a login that failed for a reason that may be an attacker's.
  public boolean isFailedLogin() {
    return act.operation.isLogin()
        && act.result == Result.FAILURE
        && (act.reason.kind() == Reason.Kind.CREDENTIAL
            || act.reason.kind() == Reason.Kind.REFUSED_GUESS);
  }

  /// Whether the secret was right.
  public boolean isLoginSuccess() {
    return act.operation.isLogin()
        && (act.result == Result.SUCCESS || act.reason.kind() == Reason.Kind.HALF_SUCCESS);
  }

  /// Whether this is the refusal of a permission to somebody who is logged in.
  public boolean isDenial() {
    return target.decision == Decision.DENY;
  }

  @Override
  public String toString() {
    return act.operation.text() + " " + act.result.text() + " " + id.hex();
  }
}
