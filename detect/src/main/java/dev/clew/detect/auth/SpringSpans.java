package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Spring Security's observations: spans `authenticate …` and `authorize …`. They carry neither
/// user nor address; both come from the SERVER span or from nowhere.
final class SpringSpans implements SpanNormaliser {
  @Override
  public @Nullable Reader open(SpanBatch batch, Rows rows) {
    boolean hasLogins = rows.has(Key.SPRING_REQUEST_TYPE);
    boolean hasDecisions = rows.has(Key.SPRING_DECISION);
    if (!hasLogins && !hasDecisions) {
      return null;
    }
    return (row, facts) -> {
      if (hasLogins && rows.has(batch.attributes(), row, Key.SPRING_REQUEST_TYPE)) {
        readLogin(batch, row, rows, facts);
      } else if (hasDecisions && rows.has(batch.attributes(), row, Key.SPRING_DECISION)) {
        readDecision(batch, row, rows, facts);
      }
    };
  }

  private static void readLogin(SpanBatch batch, int row, Rows rows, Consumer<Fact> facts) {
    Attributes attributes = batch.attributes();
    String type = orEmpty(rows.text(attributes, row, Key.SPRING_REQUEST_TYPE));
    String failure = orEmpty(rows.text(attributes, row, Key.SPRING_FAILURE_TYPE));
    String result = orEmpty(rows.text(attributes, row, Key.SPRING_RESULT_TYPE));
    Fact fact = Facts.ofSpan(batch, row, rows, Provider.SPRING);
    Facts.describe(fact, rows, attributes, row);
    boolean isToken =
        type.startsWith("Bearer") || type.startsWith("Jwt") || type.startsWith("Opaque");
    fact.operation = isToken ? Operation.TOKEN_VALIDATE : Operation.LOGIN;
    fact.set(Part.METHOD, method(type));
    if (!failure.isEmpty() && !failure.equals("n/a")) {
      fail(fact, failure, message(batch, row, rows));
    } else if (!result.isEmpty() && !result.equals("n/a")) {
      fact.result = Result.SUCCESS;
    } else {
      return;
    }
    facts.accept(fact);
  }

  private static String method(String type) {
    if (type.startsWith("UsernamePassword")) {
      return "password";
    }
    if (type.startsWith("RememberMe")) {
      return "remember_me";
    }
    if (type.startsWith("PreAuthenticated")) {
      return "preauthenticated";
    }
    return type.startsWith("Bearer") ? "bearer" : "other";
  }

  /// The text that says why: the status message, else the message of the exception event.
  private static String message(SpanBatch batch, int row, Rows rows) {
    String status = rows.text(batch.statusMessage(row));
    SpanEvents events = batch.events();
    for (int event = events.start(row); status.isEmpty() && event < events.end(row); event++) {
      status = orEmpty(rows.text(events.attributes(), event, Key.EXCEPTION_MESSAGE));
    }
    return status;
  }

  private static void fail(Fact fact, String failure, String message) {
    fact.result = Result.FAILURE;
    fact.set(Part.DETAIL, message.isEmpty() ? failure : message);
    fact.reason =
        switch (failure) {
          case "BadCredentialsException" -> Reason.BAD_CREDENTIALS;
          case "UsernameNotFoundException" -> Reason.USER_NOT_FOUND;
          case "LockedException" -> Reason.LOCKED;
          case "DisabledException", "AccountExpiredException" -> Reason.DISABLED;
          case "CredentialsExpiredException", "CompromisedPasswordException" ->
              Reason.EXPIRED_PASSWORD;
          case "InvalidOneTimeTokenException" -> Reason.OTP_INVALID;
          case "InvalidBearerTokenException", "OAuth2AuthenticationException" -> token(message);
          case "InsufficientAuthenticationException",
              "AuthenticationCredentialsNotFoundException" ->
              Reason.UNAUTHENTICATED;
          case "InternalAuthenticationServiceException",
              "AuthenticationServiceException",
              "ProviderNotFoundException" ->
              Reason.INTERNAL;
          default -> Reason.OTHER;
        };
    if (fact.reason == Reason.UNAUTHENTICATED) {
      fact.result = Result.CHALLENGE;
    } else if (fact.reason == Reason.INTERNAL) {
      fact.result = Result.ERROR;
    } else if (fact.reason == Reason.USER_NOT_FOUND) {
      fact.isUserStateSaid = true;
      fact.userState = AuthEvent.UserState.UNKNOWN;
    }
  }

  private static Reason token(String message) {
    Reason reason = Phrases.reasonOf(message.toLowerCase(Locale.ROOT));
    return reason.kind() == Reason.Kind.TOKEN ? reason : Reason.INVALID_TOKEN;
  }

  private static void readDecision(SpanBatch batch, int row, Rows rows, Consumer<Fact> facts) {
    Attributes attributes = batch.attributes();
    String decision = orEmpty(rows.text(attributes, row, Key.SPRING_DECISION));
    if (!decision.equals("true") && !decision.equals("false")) {
      return;
    }
    Fact fact = Facts.ofSpan(batch, row, rows, Provider.SPRING);
    Facts.describe(fact, rows, attributes, row);
    boolean isMethod = rows.text(batch.name(row)).startsWith("authorize method");
    fact.operation = isMethod ? Operation.PERMISSION_CHECK : Operation.AUTHORIZE;
    fact.set(Part.PERMISSION, rows.text(attributes, row, Key.SPRING_DECISION_DETAILS));
    String type = orEmpty(rows.text(attributes, row, Key.SPRING_AUTHENTICATION_TYPE));
    if (decision.equals("true")) {
      fact.result = Result.SUCCESS;
      fact.decision = AuthEvent.Decision.PERMIT;
    } else if (type.startsWith("Anonymous")) {
      fact.result = Result.CHALLENGE;
      fact.reason = Reason.UNAUTHENTICATED;
      fact.decision = AuthEvent.Decision.UNAUTHENTICATED;
    } else {
      fact.result = Result.FAILURE;
      fact.reason = Reason.ACCESS_DENIED;
      fact.decision = AuthEvent.Decision.DENY;
    }
    facts.accept(fact);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
