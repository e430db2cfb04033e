package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.Metric;
import dev.clew.examples.otlp.Metric.Data;
import dev.clew.examples.otlp.Metric.Reading;
import dev.clew.examples.otlp.Resource;
import dev.clew.examples.otlp.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The metrics of all services, made from the spans that ended.
final class Meters {
  private static final long POOL_SIZE = 8;
  private static final long STARVED_POOL_SIZE = 1;

  private final RateMeter requests;
  private final RateMeter decisions;
  private final Map<String, Long> waiting = new LinkedHashMap<>();
  private final long startNanos;

  Meters(long startNanos) {
    this.startNanos = startNanos;
    requests = new RateMeter("http_requests_total", "http_request_duration_seconds", startNanos);
    decisions = new RateMeter("auth_attempts_total", "auth_duration_seconds", startNanos);
    waiting.put(AuditTrail.LOGIN_TOPIC, 0L);
    waiting.put(AuditTrail.SESSION_TOPIC, 0L);
    waiting.put(AuditTrail.DEAD_LETTERS, 0L);
  }

  void observe(Span span) {
    Attributes facts = span.attributes();
    switch (span.kind()) {
      case SERVER -> requests.observe(span, requestLabels(facts));
      case INTERNAL -> {
        if (facts.text("auth.result") != null) {
          decisions.observe(span, decisionLabels(span.name(), facts));
        }
      }
      case PRODUCER -> waiting.merge(topic(facts), 1L, Long::sum);
      case CONSUMER -> waiting.merge(topic(facts), -1L, Long::sum);
      case CLIENT -> {}
    }
  }

  /// All series at an instant, of which some spans are still open.
  List<Metric> collect(long atNanos, List<Span> open) {
    List<Metric> metrics = new ArrayList<>();
    requests.collect(atNanos, metrics);
    decisions.collect(atNanos, metrics);
    collectQueues(atNanos, metrics);
    Service.SESSION.instances().forEach(copy -> collectPools(copy, atNanos, open, metrics));
    return metrics;
  }

  private void collectQueues(long atNanos, List<Metric> metrics) {
    List<Reading> depths = new ArrayList<>();
    List<Reading> deadLetters = new ArrayList<>();
    waiting.forEach((topic, messages) -> {
      Attributes labels = Attributes.none().with("topic", topic).with("group", AuditTrail.GROUP);
      boolean isDead = topic.equals(AuditTrail.DEAD_LETTERS);
      (isDead ? deadLetters : depths).add(point(labels, atNanos, messages));
    });
    Resource audit = Service.AUDIT.instance(1);
    metrics.add(new Metric(audit, "mq_queue_depth", "{message}", new Data.Gauge(depths)));
    metrics.add(new Metric(audit, "mq_dlq_backlog", "{message}", new Data.Gauge(deadLetters)));
  }

  private void collectPools(Resource copy, long atNanos, List<Span> open, List<Metric> metrics) {
    List<Reading> active = new ArrayList<>();
    List<Reading> pending = new ArrayList<>();
    for (String tenant : Population.TENANTS) {
      String pool = SessionStore.poolOf(tenant);
      long size = SessionStore.isStarved(copy, tenant) ? STARVED_POOL_SIZE : POOL_SIZE;
      long wanted = open.stream().filter(span -> isStatementOf(span, copy, pool)).count();
      active.add(point(Attributes.none().with("pool", pool), atNanos, Math.min(wanted, size)));
      pending.add(
          point(
              Attributes.none().with("db.client.connection.pool.name", pool),
              atNanos,
              Math.max(0, wanted - size)));
    }
    metrics.add(new Metric(copy, "db_connections_active", "{connection}", new Data.Gauge(active)));
    metrics.add(
        new Metric(
            copy, "db.client.connection.pending_requests", "{request}", new Data.Gauge(pending)));
  }

  private static boolean isStatementOf(Span span, Resource copy, String pool) {
    return span.resource().equals(copy)
        && pool.equals(span.attributes().text("db.client.connection.pool.name"));
  }

  private Reading point(Attributes labels, long atNanos, long value) {
    return new Reading(labels, startNanos, atNanos, value, List.of());
  }

  private static Attributes requestLabels(Attributes facts) {
    return Attributes.none()
        .with("method", textOf(facts, "http.request.method"))
        .with("route", textOf(facts, "http.route"))
        .with("status", String.valueOf(facts.whole("http.response.status_code")));
  }

  private static Attributes decisionLabels(String spanName, Attributes facts) {
    String reason = facts.text("auth.failure_reason");
    return Attributes.none()
        .with("operation", spanName.substring("auth.".length()))
        .with("result", textOf(facts, "auth.result"))
        .with("reason", reason == null ? "" : reason)
        .with("method", textOf(facts, "auth.method"));
  }

  private static String topic(Attributes facts) {
    return textOf(facts, "messaging.destination.name");
  }

  private static String textOf(Attributes facts, String name) {
    return Objects.requireNonNull(facts.text(name), name);
  }
}
