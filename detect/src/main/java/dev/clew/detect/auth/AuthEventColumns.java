package dev.clew.detect.auth;

import java.util.List;
import java.util.function.Function;

/// The columns of the table `auth_events`, version 1: names are stable, columns are only added.
public final class AuthEventColumns {
  /// What a column holds.
  public enum Type {
    TEXT,
    NUMBER
  }

  /// A column and how to read it; a text that is empty is absent.
  public record Column(String name, Type type, Function<AuthEvent, Object> value) {}

  /// All columns in order.
  public static final List<Column> ALL =
      List.of(
          text("event_id", event -> event.id().hex()),
          text("tenant", event -> event.place().tenant()),
          text("realm", event -> event.place().realm()),
          text("service", event -> event.place().service()),
          number("time", event -> event.place().timeNanos()),
          number("arrival", event -> event.place().arrivalNanos()),
          number("log_offset", event -> event.place().offset()),
          text("trace_id", AuthEventColumns::traceId),
          number("span_id", event -> event.place().spanId()),
          text("provider", event -> event.act().provider().text()),
          text("operation", event -> event.act().operation().text()),
          text("result", event -> event.act().result().text()),
          text("reason", event -> event.act().reason().text()),
          text("method", event -> event.act().method()),
          text("detail", event -> event.act().detail()),
          text("user_ref", event -> event.actor().user()),
          text("user_state", event -> event.actor().state().name()),
          text("subject_ref", event -> event.actor().subject()),
          text("session_ref", event -> event.actor().session()),
          text("token_ref", event -> event.actor().token()),
          text("token_family_ref", event -> event.actor().family()),
          text("client_id", event -> event.actor().client()),
          text("roles", event -> String.join(",", event.actor().roles())),
          text("source", event -> event.origin().source()),
          text("source_net", event -> event.origin().network()),
          text("source_trust", event -> event.origin().trust().text()),
          text("peer", event -> event.origin().peer()),
          text("ua_hash", event -> event.origin().agent()),
          text("ua_family", event -> event.origin().family()),
          text("os_family", event -> event.origin().system()),
          text("ua_class", event -> event.origin().agentClass().name()),
          text("tls_fp", event -> event.origin().fingerprint()),
          text("resource_type", event -> event.target().type()),
          text("resource", event -> event.target().resource()),
          text("permission", event -> event.target().permission()),
          text("decision", event -> event.target().decision().name()),
          number("http_status", event -> (long) event.exchange().status()),
          text("http_method", event -> event.exchange().method()),
          text("route", event -> event.exchange().route()),
          number("duration", event -> event.exchange().durationNanos()),
          text("dependency", event -> event.exchange().dependency()),
          number("dependency_duration", event -> event.exchange().dependencyNanos()),
          number("flags", event -> (long) event.flags()));

  private AuthEventColumns() {}

  private static String traceId(AuthEvent event) {
    return event.place().hasTrace() ? event.place().traceId().hex() : "";
  }

  private static Column text(String name, Function<AuthEvent, Object> value) {
    return new Column(name, Type.TEXT, value);
  }

  private static Column number(String name, Function<AuthEvent, Object> value) {
    return new Column(name, Type.NUMBER, value);
  }
}
