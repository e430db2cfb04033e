package dev.clew.detect;

import dev.clew.detect.auth.AgentClass;
import dev.clew.detect.auth.AuthEvent;
import dev.clew.detect.auth.Operation;
import dev.clew.detect.auth.Provider;
import dev.clew.detect.auth.Reason;
import dev.clew.detect.auth.Result;
import dev.clew.detect.auth.SourceTrust;
import java.util.List;

/// Builds one event; without further words a successful login by password with a browser.
public final class EventBuilder {
  private long number;
  private long nanos;
  private Operation operation = Operation.LOGIN;
  private Result result = Result.SUCCESS;
  private Reason reason = Reason.NONE;
  private String user = "";
  private AuthEvent.UserState state = AuthEvent.UserState.KNOWN;
  private String session = "";
  private String token = "";
  private List<String> roles = List.of();
  private String source = "";
  private String network = "";
  private SourceTrust trust = SourceTrust.PEER;
  private String peer = "";
  private String family = "firefox";
  private String system = "windows";
  private AgentClass agentClass = AgentClass.BROWSER;
  private String resource = "";
  private String permission = "";
  private AuthEvent.Decision decision = AuthEvent.Decision.NONE;
  private int status;
  private String route = "";
  private long durationNanos;
  private String dependency = "";
  private long dependencyNanos;
  private String realm = "shop";
  private String service = "identity";

  public EventBuilder at(long instant, long count) {
    nanos = instant;
    number = count;
    return this;
  }

  public EventBuilder operation(Operation value) {
    operation = value;
    return this;
  }

  public EventBuilder user(String name) {
    user = name;
    state = name.isEmpty() ? AuthEvent.UserState.MISSING : AuthEvent.UserState.KNOWN;
    return this;
  }

  public EventBuilder unknownUser(String name) {
    user = name;
    state = AuthEvent.UserState.UNKNOWN;
    return fails(Reason.USER_NOT_FOUND);
  }

  public EventBuilder fails(Reason value) {
    result = Result.FAILURE;
    reason = value;
    return this;
  }

  public EventBuilder ends(Result value, Reason why) {
    result = value;
    reason = why;
    return this;
  }

  public EventBuilder from(String address) {
    source = address;
    int cut = address.contains(":") ? address.indexOf("::") : address.lastIndexOf('.');
    network = address.substring(0, Math.max(0, cut)) + ".0/24";
    return this;
  }

  public EventBuilder claimedBy(String proxy) {
    trust = SourceTrust.CLAIMED;
    peer = proxy;
    return this;
  }

  public EventBuilder agent(String name, String operatingSystem, AgentClass kind) {
    family = name;
    system = operatingSystem;
    agentClass = kind;
    return this;
  }

  public EventBuilder script() {
    return agent("python-requests", "", AgentClass.LIBRARY);
  }

  public EventBuilder session(String id) {
    session = id;
    return this;
  }

  public EventBuilder token(String hash) {
    token = hash;
    return this;
  }

  public EventBuilder roles(String... names) {
    roles = List.of(names);
    return this;
  }

  public EventBuilder denied(String path) {
    operation = Operation.AUTHORIZE;
    resource = path;
    decision = AuthEvent.Decision.DENY;
    return fails(Reason.ACCESS_DENIED);
  }

  public EventBuilder permitted(String path) {
    operation = Operation.AUTHORIZE;
    resource = path;
    decision = AuthEvent.Decision.PERMIT;
    return this;
  }

  public EventBuilder missing(String path) {
    denied(path);
    reason = Reason.NONE;
    status = 404;
    return this;
  }

  public EventBuilder grants(String path, String role) {
    operation = Operation.ROLE_CHANGE;
    resource = path;
    permission = role;
    return this;
  }

  public EventBuilder takes(long nanosTaken) {
    durationNanos = nanosTaken;
    return this;
  }

  public EventBuilder waitsFor(String name, long nanosTaken) {
    dependency = name;
    dependencyNanos = nanosTaken;
    return this;
  }

  public EventBuilder realm(String name) {
    realm = name;
    return this;
  }

  public AuthEvent build() {
    return new AuthEvent(
        new AuthEvent.EventId(number * 0x9E37_79B9_7F4A_7C15L, number),
        new AuthEvent.Place("t", realm, service, nanos, nanos, number, 7, number + 1, number + 1),
        new AuthEvent.Act(Provider.CLEW, operation, result, reason, "password", ""),
        new AuthEvent.Actor(user, state, "", session, token, "", "web", roles),
        new AuthEvent.Origin(
            source, network, trust, peer, family + system, family, system, agentClass, ""),
        new AuthEvent.Target("", resource, permission, decision),
        new AuthEvent.Exchange(status, "GET", route, durationNanos, dependency, dependencyNanos),
        0);
  }
}
