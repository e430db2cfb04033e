package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Logins and requests over time, beside the window before.
///
/// A request is a trace with a span of kind server; it took as long as the first of them, and
/// failed where that one has the status error. A login is a trace that holds a span which tells of
/// one: of the name `auth.login`, with its outcome in `auth.result` or else in its status; or with
/// an event of Keycloak (`LOGIN`, `LOGIN_ERROR`, and the same of an identity provider) or Kratos
/// (`LoginSucceeded`, `LoginFailed`). Several of them in a trace are one login, which ends as the
/// last of them does. A login that asks for another factor is none yet.
final class Logins {
  private static final String OUTCOME =
      """
      CASE WHEN name = 'auth.login' THEN
        CASE attributes['auth.result'] WHEN 'success' THEN 1 WHEN 'failure' THEN 0
          WHEN 'error' THEN 0 WHEN 'challenge' THEN NULL
          ELSE CASE WHEN status = 'error' THEN 0 ELSE 1 END END
      WHEN regexp_matches(events,
        '"name":"(LOGIN|IDENTITY_PROVIDER_LOGIN|LoginSucceeded)","dropped') THEN 1
      WHEN regexp_matches(events,
        '"name":"(LOGIN_ERROR|IDENTITY_PROVIDER_LOGIN_ERROR|LoginFailed)","dropped') THEN 0 END\
      """;

  private final SqlRows sql;
  private final Periods periods;

  Logins(SqlRows sql, Periods periods) {
    this.sql = sql;
    this.periods = periods;
  }

  ObjectNode json() {
    Measures[] requests = new Measures[periods.steps()];
    Measures[] logins = new Measures[periods.steps()];
    Arrays.fill(requests, Measures.NONE);
    Arrays.fill(logins, Measures.NONE);
    ObjectNode root = Json.object();
    TimeRange window = periods.window();
    root.put("startNanos", Long.toString(window.fromNanos()));
    root.put("endNanos", Long.toString(window.toNanos()));
    period(root.putObject("now"), null);
    period(root.putObject("before"), null);
    for (List<JsonNode> row : sql.of(statement(), periods.steps() + 8)) {
      if (row.get(1).isNull()) {
        period(root.withObjectProperty(row.get(0).asBoolean() ? "now" : "before"), row);
      } else if (row.get(1).asInt() >= 0) {
        requests[row.get(1).asInt()] = Measures.of(row, 3);
        logins[row.get(1).asInt()] = Measures.of(row, 7);
      }
    }
    series(root.putObject("requests"), requests);
    series(root.putObject("logins"), logins);
    return root;
  }

  private static void period(ObjectNode target, @Nullable List<JsonNode> row) {
    target.put("oldestNanos", row == null ? "0" : row.get(2).asText());
    (row == null ? Measures.NONE : Measures.of(row, 3)).addTo(target.putObject("requests"));
    (row == null ? Measures.NONE : Measures.of(row, 7)).addTo(target.putObject("logins"));
  }

  static void series(ObjectNode target, Measures[] steps) {
    for (Measures step : steps) {
      target.withArrayProperty("count").add(step.count());
      target.withArrayProperty("failed").add(step.failed());
      target.withArrayProperty("p50").add(step.p50());
      target.withArrayProperty("p99").add(step.p99());
    }
  }

  private String statement() {
    return """
    WITH marks AS (
      SELECT trace_id, start_nanos, duration_nanos, kind, status, %s AS login
      FROM spans WHERE %s),
    traces AS (
      SELECT coalesce(min(start_nanos) FILTER (WHERE kind = 'server'), min(start_nanos)) AS start,
        coalesce(arg_min(duration_nanos, start_nanos) FILTER (WHERE kind = 'server'),
          max(duration_nanos)) AS duration,
        arg_min(status = 'error', start_nanos) FILTER (WHERE kind = 'server') AS is_failed,
        arg_max(login, start_nanos) AS login
      FROM marks WHERE kind = 'server' OR login IS NOT NULL GROUP BY trace_id),
    placed AS (SELECT duration, is_failed, login, start, %s FROM traces)
    SELECT is_now, step, min(start),
      count(is_failed), count_if(is_failed),
      quantile_disc(duration, 0.5) FILTER (WHERE is_failed IS NOT NULL),
      quantile_disc(duration, 0.99) FILTER (WHERE is_failed IS NOT NULL),
      count(login), count_if(login = 0),
      quantile_disc(duration, 0.5) FILTER (WHERE login IS NOT NULL),
      quantile_disc(duration, 0.99) FILTER (WHERE login IS NOT NULL)
    FROM placed GROUP BY GROUPING SETS ((is_now), (step))\
    """
        .formatted(OUTCOME, periods.bounds(), periods.columns("start"));
  }
}
