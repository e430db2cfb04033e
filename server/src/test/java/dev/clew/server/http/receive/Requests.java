package dev.clew.server.http.receive;

import com.google.protobuf.ByteString;
import dev.clew.model.Signal;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.random.RandomGenerator;

/// OTLP requests for tests, written by the generated classes.
public final class Requests {
  private static final long START_NANOS = 1_790_000_000_000_000_000L;

  private Requests() {}

  /// So many spans, each in a trace of its own; other numbers than for any other seed.
  public static byte[] spans(int count, long seed) {
    RandomGenerator random = Seeds.random(seed);
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < count; i++) {
      scope.addSpans(span(random));
    }
    return request(scope);
  }

  /// As [#spans], followed by spans without a trace id.
  public static byte[] spansAndFlawed(int count, int flawed, long seed) {
    RandomGenerator random = Seeds.random(seed);
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < count + flawed; i++) {
      Span.Builder span = span(random);
      scope.addSpans(i < count ? span : span.clearTraceId());
    }
    return request(scope);
  }

  /// One span whose name takes so many bytes.
  public static byte[] spanOfSize(int bytes) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    return request(scope.addSpans(span(Seeds.random(bytes)).setName("x".repeat(bytes))));
  }

  /// So many rows of a signal.
  public static byte[] of(Signal signal, int count, long seed) {
    return switch (signal) {
      case TRACES -> spans(count, seed);
      case LOGS -> logs(count, seed);
      case METRICS -> points(count, seed);
    };
  }

  private static byte[] logs(int count, long seed) {
    RandomGenerator random = Seeds.random(seed);
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < count; i++) {
      scope.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(START_NANOS + i)
              .setBody(AnyValue.newBuilder().setStringValue("login of user-" + random.nextInt())));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(identity()).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private static byte[] points(int count, long seed) {
    RandomGenerator random = Seeds.random(seed);
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < count; i++) {
      gauge.addDataPoints(
          NumberDataPoint.newBuilder()
              .setTimeUnixNano(START_NANOS + i)
              .setAsInt(random.nextInt(1_000)));
    }
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .addMetrics(Metric.newBuilder().setName("sessions").setGauge(gauge));
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(identity()).addScopeMetrics(scope))
        .build()
        .toByteArray();
  }

  private static Resource identity() {
    return Resource.newBuilder().addAttributes(attribute("service.name", "identity")).build();
  }

  private static Span.Builder span(RandomGenerator random) {
    return Span.newBuilder()
        .setTraceId(bytes(random, 16))
        .setSpanId(bytes(random, 8))
        .setName("POST /login")
        .setStartTimeUnixNano(START_NANOS)
        .setEndTimeUnixNano(START_NANOS + random.nextInt(1_000_000))
        .addAttributes(attribute("user.id", "user-" + random.nextInt()));
  }

  private static byte[] request(ScopeSpans.Builder scope) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(identity()).addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(RandomGenerator random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
