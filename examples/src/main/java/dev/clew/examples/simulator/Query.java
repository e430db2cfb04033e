package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Span.Kind;

/// What the services ask PostgreSQL and Redis.
enum Query {
  SELECT_USERS(
      "postgresql",
      "identity",
      "SELECT",
      "users",
      "SELECT id, password_hash, tenant_id, locked_until FROM users WHERE name = $1",
      1.8),
  LIST_USERS(
      "postgresql", "identity", "SELECT", "users", "SELECT id, tenant_id FROM users LIMIT $1", 4.5),
  INSERT_OUTBOX(
      "postgresql",
      "identity",
      "INSERT",
      "outbox",
      "INSERT INTO outbox (id, event_type, payload, traceparent) VALUES ($1, $2, $3, $4)",
      1.4),
  INSERT_SESSIONS(
      "postgresql",
      "session",
      "INSERT",
      "sessions",
      "INSERT INTO sessions (id, user_id, tenant_id, expires_at) VALUES ($1, $2, $3, $4)",
      2.6),
  DELETE_SESSIONS(
      "postgresql", "session", "DELETE", "sessions", "DELETE FROM sessions WHERE id = $1", 1.9),
  SELECT_PROFILES(
      "postgresql",
      "profile",
      "SELECT",
      "profiles",
      "SELECT display_name, locale, picture FROM profiles WHERE user_id = $1",
      2.2),
  INSERT_AUDIT(
      "postgresql",
      "audit",
      "INSERT",
      "audit",
      "INSERT INTO audit (id, action, outcome, trace_id, previous, hash)"
          + " VALUES ($1, $2, $3, $4, $5, $6)",
      2.1),
  SETEX_SESSION("redis", "0", "SETEX", "", "SETEX session:? ? ?", 0.45),
  GET_SESSION("redis", "0", "GET", "", "GET session:?", 0.35),
  DELETE_SESSION("redis", "0", "DEL", "", "DEL session:?", 0.4);

  private final String system;
  private final String namespace;
  private final String operation;
  private final String table;
  private final String text;
  private final double medianMillis;

  Query(
      String system,
      String namespace,
      String operation,
      String table,
      String text,
      double medianMillis) {
    this.system = system;
    this.namespace = namespace;
    this.operation = operation;
    this.table = table;
    this.text = text;
    this.medianMillis = medianMillis;
  }

  Latency latency() {
    return Latency.millis(medianMillis);
  }

  String spanName() {
    return table.isEmpty() ? operation : operation + " " + table;
  }

  /// Asks, and waits for the answer.
  void run(Story story) {
    try (OpenSpan _ = begin(story)) {
      story.spend(latency());
    }
  }

  /// Asks; how long the answer takes is for the caller to tell.
  OpenSpan begin(Story story) {
    OpenSpan span =
        story
            .begin(Kind.CLIENT, spanName())
            .set("db.system.name", system)
            .set("db.namespace", namespace)
            .set("db.operation.name", operation)
            .set("db.query.text", text)
            .set("server.address", system)
            .set("server.port", system.equals("redis") ? 6379 : 5432);
    return table.isEmpty() ? span : span.set("db.collection.name", table);
  }
}
