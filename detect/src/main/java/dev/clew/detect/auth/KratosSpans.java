package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ory Kratos: its span events such as `LoginFailed`. A failed login names no user, so for Kratos
/// only what is keyed by address works.
final class KratosSpans implements SpanNormaliser {
  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry("LoginSucceeded", Operation.LOGIN),
          Map.entry("LoginFailed", Operation.LOGIN),
          Map.entry("RegistrationSucceeded", Operation.REGISTRATION),
          Map.entry("RegistrationFailed", Operation.REGISTRATION),
          Map.entry("RecoverySucceeded", Operation.RECOVERY),
          Map.entry("RecoveryFailed", Operation.RECOVERY),
          Map.entry("SettingsSucceeded", Operation.CREDENTIAL_CHANGE),
          Map.entry("SettingsFailed", Operation.CREDENTIAL_CHANGE),
          Map.entry("SessionIssued", Operation.SESSION),
          Map.entry("SessionChanged", Operation.SESSION),
          Map.entry("SessionRevoked", Operation.LOGOUT),
          Map.entry("SessionChecked", Operation.TOKEN_VALIDATE),
          Map.entry("SessionTokenizedAsJWT", Operation.TOKEN_ISSUE));

  @Override
  public @Nullable Reader open(SpanBatch batch, Rows rows) {
    Map<Integer, String> names = new HashMap<>();
    for (String name : OPERATIONS.keySet()) {
      int id = rows.id(name);
      if (id >= 0) {
        names.put(id, name);
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    return (row, facts) -> {
      SpanEvents events = batch.events();
      for (int event = events.start(row); event < events.end(row); event++) {
        String name = names.get(events.name(event));
        if (name != null && isKratos(rows, events.attributes(), event)) {
          facts.accept(read(batch, row, event, rows, name));
        }
      }
    };
  }

  /// Other products have a `LoginFailed` too; only Kratos tells a flow, an identity or a session
  /// so.
  private static boolean isKratos(Rows rows, Attributes attributes, int event) {
    return rows.has(attributes, event, Key.ORY_IDENTITY)
        || rows.has(attributes, event, Key.ORY_SESSION)
        || rows.has(attributes, event, Key.ORY_METHOD)
        || rows.has(attributes, event, Key.ORY_REASON)
        || rows.has(attributes, event, Key.ORY_LEVEL);
  }

  private static Fact read(SpanBatch batch, int row, int event, Rows rows, String name) {
    Fact fact = Facts.ofEvent(batch, row, event, rows, Provider.KRATOS);
    Attributes attributes = batch.events().attributes();
    fact.operation = OPERATIONS.getOrDefault(name, Operation.OTHER);
    fact.result = name.endsWith("Failed") ? Result.FAILURE : Result.SUCCESS;
    fact.set(Part.SUBJECT, rows.text(attributes, event, Key.ORY_IDENTITY));
    fact.set(Part.SESSION, rows.text(attributes, event, Key.ORY_SESSION));
    fact.set(Part.METHOD, rows.text(attributes, event, Key.ORY_METHOD));
    fact.set(Part.CLIENT_ADDRESS, rows.text(attributes, event, Key.ORY_CLIENT_IP));
    fact.set(Part.REALM, rows.text(attributes, event, Key.ORY_PROJECT));
    if (fact.operation == Operation.LOGIN
        && "aal2".equals(rows.text(attributes, event, Key.ORY_LEVEL))) {
      fact.operation = Operation.MFA;
    }
    if (fact.result == Result.FAILURE) {
      String reason = rows.text(attributes, event, Key.ORY_REASON);
      fact.reason = reason == null ? Reason.OTHER : Phrases.reasonOf(reason);
      fact.set(Part.DETAIL, reason);
    }
    return fact;
  }
}
