package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.LogRecord.Severity;
import dev.clew.examples.otlp.Resource;

/// The session service: keeps who is logged in, in Redis to be quick and in PostgreSQL to be sure.
///
/// Each tenant has a connection pool of its own on each copy of the service. When
/// [Fault.Kind#POOL_EXHAUSTED] is on, the pool of one tenant on one copy has too few connections,
/// and `INSERT sessions` waits there, longer and longer; the database itself stays idle.
final class SessionStore {
  private static final Request CREATE = Request.of("POST", "/sessions");
  private static final Latency SIGNATURE_CHECK = Latency.millis(0.3);

  /// The wait once the fault is fully grown.
  private static final Latency POOL_WAIT = new Latency(215, 0.25);

  private final Faults faults;

  SessionStore(Faults faults) {
    this.faults = faults;
  }

  /// The pool that a tenant's statements go through.
  static String poolOf(String tenant) {
    return "sessions-" + tenant;
  }

  void open(Story story) {
    CREATE.sendTo(
        Service.SESSION,
        story,
        () -> {
          validateToken(story);
          Query.SETEX_SESSION.run(story);
          insert(story);
          story.log(
              Severity.INFO,
              "session.created",
              "session created",
              Attributes.none().with("session_id_hash", story.visit().session()));
          return 201;
        });
  }

  /// Whether the session is there, as Redis knows it.
  void find(Story story) {
    of("GET", story).sendTo(Service.SESSION, story, () -> answer(story, Query.GET_SESSION));
  }

  void delete(Story story) {
    of("DELETE", story)
        .sendTo(
            Service.SESSION,
            story,
            () -> {
              Query.DELETE_SESSION.run(story);
              return answer(story, Query.DELETE_SESSIONS);
            });
  }

  private static Request of(String method, Story story) {
    return new Request(method, "/sessions/{id}", "/sessions/" + story.visit().session());
  }

  private static int answer(Story story, Query query) {
    query.run(story);
    return 200;
  }

  private static void validateToken(Story story) {
    try (AuthSpan validate = AuthSpan.begin(story, "auth.token_validate", "bearer")) {
      story.spend(SIGNATURE_CHECK);
      validate.verified().set("auth.token.type", "access").succeed();
    }
  }

  private void insert(Story story) {
    String tenant = story.visit().person().tenant();
    try (OpenSpan insert = Query.INSERT_SESSIONS.begin(story)) {
      insert.set("db.client.connection.pool.name", poolOf(tenant));
      if (isStarved(story.here(), tenant)) {
        waitForConnection(story);
      }
      story.spend(Query.INSERT_SESSIONS.latency());
    }
  }

  private void waitForConnection(Story story) {
    long atNanos = story.nowNanos();
    double growth = faults.growth(Fault.Kind.POOL_EXHAUSTED, atNanos);
    if (growth > 0) {
      story.spendNanos((long) (growth * POOL_WAIT.nanos(story.random())));
      faults.witness(Fault.Kind.POOL_EXHAUSTED, atNanos, story.traceId());
    }
  }

  static boolean isStarved(Resource instance, String tenant) {
    return tenant.equals(Population.UNLUCKY_TENANT) && instance.equals(starvedInstance());
  }

  static Resource starvedInstance() {
    return Service.SESSION.instance(2);
  }
}
