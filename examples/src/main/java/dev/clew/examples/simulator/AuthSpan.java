package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Span.Kind;

/// A span that tells of a decision about someone's identity or rights.
///
/// Who asks and from where stands on it beside the older names of the same facts, so that rules
/// written for either find them.
final class AuthSpan implements AutoCloseable {
  private final Story story;
  private final OpenSpan span;

  private AuthSpan(Story story, OpenSpan span) {
    this.story = story;
    this.span = span;
  }

  static AuthSpan begin(Story story, String name, String method) {
    Client client = story.visit().client();
    OpenSpan span =
        story
            .begin(Kind.INTERNAL, name)
            .set("auth.method", method)
            .set("tenant_id", story.visit().person().tenant())
            .set("client.address", client.address())
            .set("net.peer.ip", client.address())
            .set("user_agent.original", client.userAgent())
            .set("auth.user_agent", client.userAgent());
    return new AuthSpan(story, span);
  }

  AuthSpan set(String key, String text) {
    span.set(key, text);
    return this;
  }

  AuthSpan set(String key, boolean truth) {
    span.set(key, truth);
    return this;
  }

  /// The account that someone says is theirs, by its pseudonym.
  AuthSpan claims(String pseudonym) {
    span.set("user.hash", pseudonym).set("auth.username", pseudonym);
    return this;
  }

  /// The account is theirs.
  AuthSpan verified() {
    Person person = story.visit().person();
    span.set("user.id", person.id())
        .set("auth.subject", person.id())
        .set("session.id", story.visit().session())
        .set("customer.tier", person.isPremium() ? "premium" : "standard");
    return claims(person.pseudonym());
  }

  AuthSpan decides(String resource, String action, boolean isPermitted) {
    span.set("auth.resource", resource)
        .set("auth.action", action)
        .set("auth.decision", isPermitted ? "permit" : "deny");
    return this;
  }

  void succeed() {
    span.set("auth.result", "success");
  }

  void fail(String reason, Failure failure) {
    span.set("auth.result", "failure")
        .set("auth.failure_reason", reason)
        .fail(reason)
        .exception(failure);
  }

  @Override
  public void close() {
    span.close();
  }
}
