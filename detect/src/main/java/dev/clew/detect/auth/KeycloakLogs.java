package dev.clew.detect.auth;

import dev.clew.model.LogBatch;
import dev.clew.model.ValueType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keycloak's user and admin events as log records of the logger `org.keycloak.events`.
///
/// The body is a list of `key="value"` pairs. A quote is escaped, a backslash is not, so a name
/// that ends in one can forge what follows; therefore the first pair of each key counts, and all
/// the keys of Keycloak's own come before those an attacker can fill.
final class KeycloakLogs implements LogNormaliser {
  private static final int MAX_PAIRS = 64;

  @Override
  public @Nullable Reader open(LogBatch batch, Rows rows) {
    int logger = rows.id("org.keycloak.events");
    if (logger < 0 || !rows.has(Key.BRIDGE_NAME)) {
      return null;
    }
    return (row, facts) -> {
      int entry = rows.find(batch.attributes(), row, Key.BRIDGE_NAME);
      if (entry >= 0
          && batch.attributes().value(entry) == logger
          && batch.attributes().type(entry) == ValueType.STRING
          && batch.bodyType(row) == ValueType.STRING) {
        read(batch, row, rows, facts);
      }
    };
  }

  private static void read(LogBatch batch, int row, Rows rows, Consumer<Fact> facts) {
    Map<String, String> pairs = pairs(rows.text((int) batch.body(row)));
    String type = pairs.getOrDefault("type", "");
    String admin = pairs.getOrDefault("operationType", "");
    if (type.isEmpty() && admin.isEmpty()) {
      return;
    }
    Fact fact = Facts.ofLog(batch, row, rows, Provider.KEYCLOAK);
    fact.set(Part.REALM, pairs.get("realmName"));
    fact.set(Part.CLIENT, pairs.get("clientId"));
    fact.set(Part.SUBJECT, pairs.get("userId"));
    fact.set(Part.SESSION, pairs.get("sessionId"));
    fact.set(Part.CLIENT_ADDRESS, pairs.get("ipAddress"));
    if (type.isEmpty()) {
      administer(fact, admin, pairs);
    } else {
      fact.set(Part.USER, pairs.get("username"));
      fact.set(Part.TOKEN, pairs.getOrDefault("token_id", pairs.get("refresh_token_id")));
      fact.set(Part.DETAIL, pairs.get("reason"));
      String bare = type.endsWith("_ERROR") ? type.substring(0, type.length() - 6) : type;
      KeycloakSpans.settle(
          fact,
          bare,
          pairs.getOrDefault("error", ""),
          pairs.getOrDefault("grant_type", ""),
          pairs.getOrDefault("credential_type", ""));
    }
    facts.accept(fact);
  }

  private static void administer(Fact fact, String operation, Map<String, String> pairs) {
    String resource = pairs.getOrDefault("resourceType", "");
    fact.operation =
        switch (resource) {
          case "REALM_ROLE_MAPPING", "CLIENT_ROLE_MAPPING", "GROUP_MEMBERSHIP" ->
              Operation.ROLE_CHANGE;
          case "USER" -> Operation.CREDENTIAL_CHANGE;
          default -> Operation.OTHER;
        };
    fact.result = pairs.containsKey("error") ? Result.FAILURE : Result.SUCCESS;
    fact.reason = fact.result == Result.FAILURE ? Reason.ACCESS_DENIED : Reason.NONE;
    fact.set(Part.RESOURCE_TYPE, resource.toLowerCase(Locale.ROOT));
    fact.set(Part.RESOURCE, pairs.get("resourcePath"));
    fact.set(Part.PERMISSION, operation.toLowerCase(Locale.ROOT));
  }

  /// The pairs of a body, the first of each key; values that say `null` are absent.
  static Map<String, String> pairs(String body) {
    Map<String, String> pairs = new HashMap<>();
    int at = 0;
    while (at < body.length() && pairs.size() < MAX_PAIRS) {
      int equals = body.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String key = body.substring(at, equals).strip();
      StringBuilder value = new StringBuilder();
      at = value(body, equals + 1, value);
      pairs.putIfAbsent(key, value.toString());
      while (at < body.length() && (body.charAt(at) == ',' || body.charAt(at) == ' ')) {
        at++;
      }
    }
    pairs.values().removeIf(value -> value.equals("null") || value.isEmpty());
    return pairs;
  }

  /// Reads a value, quoted by any character that is no letter or digit; returns where it ended.
  private static int value(String body, int start, StringBuilder value) {
    if (start >= body.length()) {
      return start;
    }
    char quote = body.charAt(start);
    boolean isQuoted = quote == '"' || quote == '\'' || quote == '|' || quote == '`';
    int at = isQuoted ? start + 1 : start;
    while (at < body.length()) {
      char c = body.charAt(at);
      if (isQuoted && c == '\\' && at + 1 < body.length() && body.charAt(at + 1) == quote) {
        value.append(quote);
        at += 2;
      } else if (c == (isQuoted ? quote : ',')) {
        return at + 1;
      } else {
        value.append(c);
        at++;
      }
    }
    return at;
  }
}
