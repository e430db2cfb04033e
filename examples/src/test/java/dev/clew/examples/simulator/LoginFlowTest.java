package dev.clew.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.otlp.LogRecord;
import dev.clew.examples.otlp.Span;
import dev.clew.examples.otlp.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LoginFlowTest {
  private static final Recording CALM = Recording.of(1, Scenario.calm(), Duration.ofMinutes(5));

  @Test
  void loginIsOneTraceOfSeventeenSpans() {
    List<Span> login = loginWith("success");

    assertThat(Recording.tree(login))
        .isEqualTo(
            """
            POST /auth/login | gateway SERVER
             POST | gateway CLIENT
              POST /login | identity SERVER
               auth.authorize | identity INTERNAL
               auth.login | identity INTERNAL
                SELECT users | identity CLIENT
                auth.password_verify | identity INTERNAL
               auth.token_issue | identity INTERNAL
               POST | identity CLIENT
                POST /sessions | session SERVER
                 auth.token_validate | session INTERNAL
                 SETEX | session CLIENT
                 INSERT sessions | session CLIENT
               INSERT outbox | identity CLIENT
               audit.events publish | identity PRODUCER
                audit.events process | audit CONSUMER
                 INSERT audit | audit CLIENT
            """);
  }

  @Test
  void failedLoginOpensNoSession() {
    List<Span> login = loginWith("failure");

    assertThat(Recording.tree(login))
        .isEqualTo(
            """
            POST /auth/login | gateway SERVER
             POST | gateway CLIENT
              POST /login | identity SERVER
               auth.authorize | identity INTERNAL
               auth.login | identity INTERNAL
                SELECT users | identity CLIENT
                auth.password_verify | identity INTERNAL
               INSERT outbox | identity CLIENT
               audit.events publish | identity PRODUCER
                audit.events process | audit CONSUMER
                 INSERT audit | audit CLIENT
            """);
  }

  @Test
  void everyLoginHasOneOfTheTwoShapes() {
    Map<String, Long> shapes =
        CALM.tracesFrom("POST /auth/login").stream()
            .collect(Collectors.groupingBy(Recording::tree, Collectors.counting()));

    assertThat(shapes).hasSize(2);
  }

  @Test
  void failureIsToldOnTheAuthSpanAndNotOnTheServerSpan() {
    List<Span> login = loginWith("failure");

    Span auth = named(login, "auth.login");
    assertThat(auth.status()).isEqualTo(Span.Status.ERROR);
    assertThat(auth.attributes().text("auth.failure_reason")).isEqualTo("bad_credentials");
    assertThat(auth.attributes().text("error.type")).isEqualTo("bad_credentials");
    assertThat(auth.events().getFirst().attributes().values())
        .containsOnlyKeys("exception.type", "exception.message", "exception.stacktrace");
    Span server = named(login, "POST /auth/login");
    assertThat(server.status()).isEqualTo(Span.Status.UNSET);
    assertThat(server.attributes().whole("http.response.status_code")).isEqualTo(401);
    assertThat(named(login, "POST").status()).isEqualTo(Span.Status.ERROR);
  }

  @Test
  void attributesFollowTheConventions() {
    List<Span> login = loginWith("success");

    assertThat(named(login, "POST /auth/login").attributes().values())
        .containsKeys(
            "http.request.method",
            "http.route",
            "http.response.status_code",
            "url.path",
            "client.address",
            "network.peer.address",
            "user_agent.original",
            "request_id",
            "tenant_id",
            "user_id");
    assertThat(named(login, "INSERT sessions").attributes().values())
        .containsKeys(
            "db.system.name", "db.query.text", "db.namespace", "db.client.connection.pool.name");
    assertThat(named(login, "audit.events process").attributes().values())
        .containsKeys(
            "messaging.system", "messaging.destination.name", "messaging.consumer.group.name");
    assertThat(named(login, "auth.login").attributes().values())
        .containsKeys(
            "auth.method", "auth.result", "user.hash", "user.id", "client.address", "net.peer.ip");
  }

  @Test
  void childrenOfOneProcessLieWithinTheirParent() {
    Map<Long, Span> byId =
        CALM.spans().stream().collect(Collectors.toMap(Span::id, Function.identity()));

    for (Span span : CALM.spans()) {
      Span parent = byId.get(span.parentId());
      if (parent != null && span.kind() != Span.Kind.CONSUMER) {
        assertThat(span.startNanos()).isGreaterThanOrEqualTo(parent.startNanos());
        assertThat(span.endNanos()).isLessThanOrEqualTo(parent.endNanos());
      }
    }
  }

  @Test
  void auditReadsTheEventAfterItWasPublished() {
    List<Span> login = loginWith("success");

    assertThat(named(login, "audit.events process").startNanos())
        .isGreaterThan(named(login, "audit.events publish").endNanos());
  }

  @Test
  void batchListenerHasATraceOfItsOwnThatLinksToTheMessage() {
    Map<Long, Span> publishers =
        CALM.named("session.events publish")
            .collect(Collectors.toMap(Span::id, Function.identity()));

    List<Span> listeners = CALM.named("session.events process").toList();

    assertThat(listeners).hasSizeGreaterThan(100);
    for (Span listener : listeners) {
      Span.Link link = listener.links().getFirst();
      Span publisher = Objects.requireNonNull(publishers.get(link.spanId()));
      assertThat(listener.parentId()).isZero();
      assertThat(listener.traceId()).isNotEqualTo(publisher.traceId());
      assertThat(link.traceId()).isEqualTo(publisher.traceId());
    }
  }

  @Test
  void everyServiceOfALoginWritesToItsLogWithTheTraceId() {
    TraceId login = loginWith("success").getFirst().traceId();

    List<String> services =
        CALM.logs().stream()
            .filter(log -> log.traceId().equals(login))
            .map(log -> log.resource().service())
            .toList();

    assertThat(services).containsExactly("identity", "session", "gateway", "audit");
  }

  @Test
  void logRecordsNameASpanOfTheirTrace() {
    Map<TraceId, List<Span>> traces = CALM.traces();
    List<LogRecord> settled = CALM.logs().subList(0, CALM.logs().size() / 2);

    for (LogRecord log : settled) {
      assertThat(traces.getOrDefault(log.traceId(), List.of()))
          .anyMatch(span -> span.id() == log.spanId());
    }
  }

  @Test
  void noNameLeavesTheProcess() {
    assertThat(CALM.toString()).doesNotContainPattern("user[0-9]{5}");
  }

  private static List<Span> loginWith(String result) {
    return CALM.tracesFrom("POST /auth/login").stream()
        .filter(trace -> result.equals(named(trace, "auth.login").attributes().text("auth.result")))
        .findFirst()
        .orElseThrow();
  }

  private static Span named(List<Span> trace, String name) {
    return trace.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }
}
