package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.Happening;
import dev.clew.examples.otlp.LogRecord;
import dev.clew.examples.otlp.LogRecord.Severity;
import dev.clew.examples.otlp.Resource;
import dev.clew.examples.otlp.Span.Kind;
import dev.clew.examples.otlp.TraceId;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One trace while it is told: where it is, when it is, and which span is open.
///
/// The teller opens spans in try-with-resources and lets time pass with [#spend]; a span lasts as
/// long as what is told inside it. What happened goes to the audience as it becomes known, which
/// for a span is its end.
final class Story {
  private final Visit visit;
  private final RandomGenerator random;
  private final long salt;
  private final Consumer<Happening> audience;
  private final TraceId traceId;
  private Attributes context;
  private long nowNanos;
  private @Nullable OpenSpan current;

  /// @param salt mixed into all ids, so that two runs of one seed do not share traces
  Story(
      Visit visit,
      long startNanos,
      RandomGenerator random,
      long salt,
      Consumer<Happening> audience) {
    this.visit = visit;
    this.nowNanos = startNanos;
    this.random = random;
    this.salt = salt;
    this.audience = audience;
    this.traceId = new TraceId(newId(), newId());
    this.context =
        Attributes.none()
            .with("request_id", traceId.toString())
            .with("tenant_id", visit.person().tenant());
  }

  /// A trace of its own that begins after this one's present.
  Story sequel(Latency pause) {
    return new Story(visit, nowNanos + pause.nanos(random), random, salt, audience);
  }

  Visit visit() {
    return visit;
  }

  RandomGenerator random() {
    return random;
  }

  TraceId traceId() {
    return traceId;
  }

  long nowNanos() {
    return nowNanos;
  }

  /// The process where the story is.
  Resource here() {
    return Objects.requireNonNull(current, "the story is nowhere yet").resource();
  }

  /// What every process of the trace knows by now: the request, the tenant, and the user once
  /// verified.
  Attributes context() {
    return context;
  }

  void identifyUser() {
    context = context.with("user_id", visit.person().id());
  }

  void spend(Latency latency) {
    spendNanos(latency.nanos(random));
  }

  void spendNanos(long nanos) {
    nowNanos += nanos;
  }

  /// Opens a span in the process where the story is.
  OpenSpan begin(Kind kind, String name) {
    return open(here(), kind, name, false);
  }

  /// Opens a span in some copy of a service, be it the first of the trace or after a hop.
  OpenSpan enter(Service service, Kind kind, String name) {
    return open(service.anyInstance(random), kind, name, current != null);
  }

  /// Tells what follows from a span that has ended, later and elsewhere, then comes back to the
  /// present.
  void meanwhile(OpenSpan cause, Latency delay, Runnable consequence) {
    OpenSpan span = current;
    long present = nowNanos;
    current = cause;
    spend(delay);
    consequence.run();
    current = span;
    nowNanos = present;
  }

  /// Writes to the log of the process where the story is.
  void log(Severity severity, String event, String message, Attributes details) {
    OpenSpan span = Objects.requireNonNull(current, "the story is nowhere yet");
    Attributes body =
        Attributes.none()
            .with("message", message)
            .with("logger", "dev.clew.examples.platform." + span.resource().service());
    audience.accept(
        new LogRecord(
            span.resource(),
            traceId,
            span.id(),
            nowNanos,
            severity,
            event,
            body,
            context.and(details)));
  }

  /// For [OpenSpan#close] alone.
  void ended(OpenSpan span, Happening happening, @Nullable OpenSpan parent) {
    if (span != current) {
      throw new IllegalStateException("spans must end in reverse order of their begin");
    }
    current = parent;
    audience.accept(happening);
  }

  private OpenSpan open(Resource resource, Kind kind, String name, boolean isAfterHop) {
    OpenSpan span = new OpenSpan(this, resource, newId(), current, isAfterHop, kind, name);
    current = span;
    return span;
  }

  private long newId() {
    long id = random.nextLong() ^ salt;
    return id == 0 ? 1 : id;
  }
}
