package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keycloak's user events as span events, known by their `kc.eventId` whatever span they stand on;
/// and the session id that its inner spans tell, which says who was denied by the admin interface.
final class KeycloakSpans implements SpanNormaliser {
  @Override
  public @Nullable Reader open(SpanBatch batch, Rows rows) {
    boolean hasEvents = rows.has(Key.KC_EVENT_ID);
    boolean hasSessions = rows.has(Key.KC_SESSION_ID);
    if (!hasEvents && !hasSessions) {
      return null;
    }
    return (row, facts) -> {
      if (hasSessions && batch.kind(row) == SpanKind.INTERNAL) {
        readSession(batch, row, rows, facts);
      }
      SpanEvents events = batch.events();
      for (int event = events.start(row); hasEvents && event < events.end(row); event++) {
        if (rows.has(events.attributes(), event, Key.KC_EVENT_ID)) {
          facts.accept(read(batch, row, event, rows));
        }
      }
    };
  }

  /// A fact without result: it only fills in what others leave open.
  private static void readSession(SpanBatch batch, int row, Rows rows, Consumer<Fact> facts) {
    String session = rows.text(batch.attributes(), row, Key.KC_SESSION_ID);
    if (session != null) {
      Fact hint = Facts.ofSpan(batch, row, rows, Provider.KEYCLOAK);
      hint.set(Part.SESSION, session);
      hint.set(Part.REALM, rows.text(batch.attributes(), row, Key.KC_REALM_NAME));
      facts.accept(hint);
    }
  }

  private static Fact read(SpanBatch batch, int row, int event, Rows rows) {
    Fact fact = Facts.ofEvent(batch, row, event, rows, Provider.KEYCLOAK);
    Attributes attributes = batch.events().attributes();
    String type = rows.text(batch.events().name(event));
    String bare = type.endsWith("_ERROR") ? type.substring(0, type.length() - 6) : type;
    String error = orEmpty(rows.text(attributes, event, Key.KC_EVENT_ERROR));
    fact.set(Part.REALM, rows.text(attributes, event, Key.KC_REALM_NAME));
    fact.set(Part.CLIENT, rows.text(attributes, event, Key.KC_CLIENT_ID));
    fact.set(Part.SUBJECT, rows.text(attributes, event, Key.KC_USER_ID));
    fact.set(Part.SESSION, rows.text(attributes, event, Key.KC_SESSION_ID));
    fact.set(Part.USER, rows.text(attributes, event, Key.KC_USERNAME));
    fact.set(Part.CLIENT_ADDRESS, rows.text(attributes, event, Key.IP_ADDRESS));
    fact.set(Part.TOKEN, rows.text(attributes, event, Key.KC_TOKEN_ID, Key.KC_REFRESH_TOKEN_ID));
    fact.set(Part.DETAIL, rows.text(attributes, event, Key.KC_REASON));
    settle(
        fact,
        bare,
        error,
        orEmpty(rows.text(attributes, event, Key.KC_GRANT_TYPE)),
        orEmpty(rows.text(attributes, event, Key.KC_CREDENTIAL_TYPE)));
    return fact;
  }

  /// Result, reason and what is known of the name, from an event's type and error.
  static void settle(Fact fact, String type, String error, String grant, String credentialType) {
    fact.operation = KeycloakTerms.operation(type);
    fact.set(Part.METHOD, KeycloakTerms.method(type, grant));
    fact.reason = KeycloakTerms.reason(error, fact.get(Part.DETAIL), credentialType);
    if (error.isEmpty()) {
      fact.result = Result.SUCCESS;
    } else if (error.equals("resolve_required_actions")) {
      fact.result = Result.CHALLENGE;
    } else {
      boolean isFault =
          fact.reason == Reason.INTERNAL || fact.reason == Reason.UPSTREAM_UNAVAILABLE;
      fact.result = isFault ? Result.ERROR : Result.FAILURE;
    }
    if (fact.operation == Operation.LOCKOUT) {
      fact.result = Result.SUCCESS;
    }
    if (error.equals("user_not_found")) {
      fact.isUserStateSaid = true;
      fact.userState = AuthEvent.UserState.UNKNOWN;
    } else if (fact.has(Part.SUBJECT)) {
      fact.isUserStateSaid = true;
      fact.userState = AuthEvent.UserState.KNOWN;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
