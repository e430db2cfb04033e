package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.LogRecord.Severity;
import dev.clew.examples.otlp.Span.Kind;

/// The story of one login.
///
/// The gateway hands the request to identity, which looks the account up and verifies the password.
/// If it matches, identity issues a token and asks session to keep it. Either way an event is
/// written beside the account's data and published, and audit writes it down when it gets to it.
final class LoginFlow {
  private static final Request AT_GATEWAY = Request.of("POST", "/auth/login");
  private static final Request AT_IDENTITY = Request.of("POST", "/login");
  private static final Latency POLICY = Latency.millis(0.2);
  private static final Latency BCRYPT = new Latency(58, 0.12);
  private static final Latency SIGNATURE = Latency.millis(1.1);

  private final SessionStore sessions;
  private final AuditTrail audit;
  private final Pseudonyms pseudonyms;

  LoginFlow(SessionStore sessions, AuditTrail audit, Pseudonyms pseudonyms) {
    this.sessions = sessions;
    this.audit = audit;
    this.pseudonyms = pseudonyms;
  }

  /// Tells the login; true when the visitor is in.
  boolean tell(Story story, Attempt attempt) {
    int status =
        AT_GATEWAY.pass(story, Service.IDENTITY, AT_IDENTITY, () -> identify(story, attempt));
    return status == 200;
  }

  private int identify(Story story, Attempt attempt) {
    letAnyoneTry(story);
    login(story, attempt);
    if (attempt.isRight()) {
      issueToken(story);
      sessions.open(story);
    }
    Query.INSERT_OUTBOX.run(story);
    audit.publish(story, eventType(story, attempt));
    return attempt.isRight() ? 200 : 401;
  }

  private static void letAnyoneTry(Story story) {
    try (AuthSpan authorize = AuthSpan.begin(story, "auth.authorize", "other")) {
      story.spend(POLICY);
      authorize.decides("/login", "POST", true).succeed();
    }
  }

  private void login(Story story, Attempt attempt) {
    try (AuthSpan login = AuthSpan.begin(story, "auth.login", "password")) {
      login.claims(nameTried(story, attempt)).set("auth.mfa", false);
      Query.SELECT_USERS.run(story);
      verifyPassword(story);
      switch (attempt) {
        case RIGHT -> {
          story.identifyUser();
          login.set("auth.user_known", true).verified().succeed();
        }
        case WRONG_PASSWORD ->
            login
                .set("auth.user_known", true)
                .set("auth.subject", story.visit().person().pseudonym())
                .fail("bad_credentials", Failure.BAD_CREDENTIALS);
        case WRONG_NAME ->
            login.set("auth.user_known", false).fail("user_not_found", Failure.USER_NOT_FOUND);
      }
      log(story, attempt);
    }
  }

  /// Runs for unknown names too, so that the time taken does not tell who has an account.
  private static void verifyPassword(Story story) {
    try (OpenSpan verify = story.begin(Kind.INTERNAL, "auth.password_verify")) {
      verify.set("auth.password.algorithm", "bcrypt").set("auth.password.cost", 10);
      story.spend(BCRYPT);
    }
  }

  private static void issueToken(Story story) {
    try (AuthSpan issue = AuthSpan.begin(story, "auth.token_issue", "password")) {
      story.spend(SIGNATURE);
      issue
          .verified()
          .set("auth.token.type", "access")
          .set("auth.token.alg", "ES256")
          .set("auth.token.kid", "2026-11-a")
          .succeed();
    }
  }

  private String nameTried(Story story, Attempt attempt) {
    Person person = story.visit().person();
    return attempt == Attempt.WRONG_NAME
        ? pseudonyms.ofName(person.name() + "q")
        : person.pseudonym();
  }

  private static String eventType(Story story, Attempt attempt) {
    if (!attempt.isRight()) {
      return "login.failed";
    }
    return story.visit().isFromNewDevice() ? AuditTrail.NEW_DEVICE : "login.succeeded";
  }

  private void log(Story story, Attempt attempt) {
    Attributes details =
        Attributes.none()
            .with("auth_event", "login")
            .with("auth_method", "password")
            .with("auth_result", attempt.isRight() ? "success" : "failure")
            .with("username_hash", nameTried(story, attempt))
            .with("client_ip", story.visit().client().address());
    switch (attempt) {
      case RIGHT -> story.log(Severity.INFO, "login", "login succeeded", details);
      case WRONG_PASSWORD ->
          story.log(
              Severity.WARN,
              "login",
              "login failed: wrong password",
              details.with("auth_failure_reason", "bad_credentials"));
      case WRONG_NAME ->
          story.log(
              Severity.WARN,
              "login",
              "login failed: unknown name",
              details.with("auth_failure_reason", "user_not_found"));
    }
  }

  /// What the visitor types.
  enum Attempt {
    RIGHT,
    WRONG_PASSWORD,
    WRONG_NAME;

    boolean isRight() {
      return this == RIGHT;
    }
  }
}
