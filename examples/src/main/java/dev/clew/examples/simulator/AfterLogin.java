package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.LogRecord.Severity;
import java.util.function.IntSupplier;

/// The stories of what people do once they are in.
final class AfterLogin {
  private static final Request ADMIN_PAGE = Request.of("GET", "/admin/users");
  private static final Latency SIGNATURE_CHECK = Latency.millis(0.3);
  private static final Latency SIGNATURE = Latency.millis(1.1);
  private static final Latency POLICY = Latency.millis(0.25);

  private final SessionStore sessions;
  private final AuditTrail audit;

  AfterLogin(SessionStore sessions, AuditTrail audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  void readProfile(Story story) {
    String id = story.visit().person().id();
    Request outside = new Request("GET", "/profile/{id}", "/profile/" + id);
    Request inside = new Request("GET", "/profiles/{id}", "/profiles/" + id);
    outside.pass(
        story,
        Service.PROFILE,
        inside,
        () -> {
          validateToken(story);
          checkOwnership(story);
          Query.SELECT_PROFILES.run(story);
          return 200;
        });
  }

  void readUserInfo(Story story) {
    askIdentity(
        story,
        Request.of("GET", "/auth/userinfo"),
        Request.of("GET", "/userinfo"),
        () -> {
          validateToken(story);
          Query.SELECT_USERS.run(story);
          return 200;
        });
  }

  void refreshToken(Story story) {
    askIdentity(
        story,
        Request.of("POST", "/auth/refresh"),
        Request.of("POST", "/refresh"),
        () -> {
          exchangeToken(story);
          audit.publishForBatch(story, "token.refreshed");
          return 200;
        });
  }

  void logOut(Story story) {
    askIdentity(
        story,
        Request.of("POST", "/auth/logout"),
        Request.of("POST", "/logout"),
        () -> {
          endSession(story);
          audit.publishForBatch(story, "session.ended");
          return 204;
        });
  }

  /// Most people who open it are not allowed to.
  void openAdminPage(Story story) {
    askIdentity(
        story,
        ADMIN_PAGE,
        ADMIN_PAGE,
        () -> {
          validateToken(story);
          if (!permitAdministrator(story)) {
            return 403;
          }
          Query.LIST_USERS.run(story);
          return 200;
        });
  }

  private static void askIdentity(
      Story story, Request outside, Request inside, IntSupplier handler) {
    outside.pass(story, Service.IDENTITY, inside, handler);
  }

  private static void validateToken(Story story) {
    try (AuthSpan validate = AuthSpan.begin(story, "auth.token_validate", "bearer")) {
      story.spend(SIGNATURE_CHECK);
      story.identifyUser();
      validate.verified().set("auth.token.type", "access").succeed();
    }
  }

  private static void checkOwnership(Story story) {
    try (AuthSpan check = AuthSpan.begin(story, "auth.permission_check", "bearer")) {
      story.spend(POLICY);
      check.verified().decides("/profiles/{id}", "GET", true).succeed();
    }
  }

  private void exchangeToken(Story story) {
    try (AuthSpan refresh = AuthSpan.begin(story, "auth.token_refresh", "refresh_token")) {
      sessions.find(story);
      story.identifyUser();
      story.spend(SIGNATURE);
      refresh.verified().set("auth.token.type", "refresh").succeed();
    }
  }

  private void endSession(Story story) {
    try (AuthSpan logout = AuthSpan.begin(story, "auth.logout", "bearer")) {
      story.identifyUser();
      sessions.delete(story);
      logout.verified().succeed();
    }
  }

  private static boolean permitAdministrator(Story story) {
    boolean isPermitted = story.visit().person().isAdministrator();
    try (AuthSpan authorize = AuthSpan.begin(story, "auth.authorize", "bearer")) {
      story.spend(POLICY);
      authorize.verified().decides(ADMIN_PAGE.route(), "GET", isPermitted);
      if (isPermitted) {
        authorize.succeed();
      } else {
        authorize.fail("access_denied", Failure.ACCESS_DENIED);
        story.log(
            Severity.WARN,
            "authorize",
            "access denied",
            Attributes.none()
                .with("auth_decision", "deny")
                .with("auth_resource", ADMIN_PAGE.route())
                .with("auth_failure_reason", "access_denied"));
      }
    }
    return isPermitted;
  }
}
