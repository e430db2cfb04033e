package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.ingest.Repairs;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LimitsTest {
  private static final Limits SMALL = new Limits(2, 3, 2, 1, 4, 8, 64, 3);

  @ParameterizedTest
  @EnumSource
  void whatIsBeyondALimitIsDroppedAndCounted(Encoding encoding) {
    Span.Builder span = span().setDroppedAttributesCount(10);
    for (int i = 0; i < 5; i++) {
      span.addAttributes(attribute("key" + i, "v"))
          .addEvents(event().addAllAttributes(Collections.nCopies(4, attribute("k", "v"))))
          .addLinks(Span.Link.newBuilder().setTraceId(id(16)).setSpanId(id(8)));
    }

    Decoded.Accepted<SpanBatch> decoded = decode(span, encoding);

    SpanBatch batch = decoded.batch();
    assertThat(batch.attributes().end(0)).isEqualTo(3);
    assertThat(batch.droppedAttributes(0)).isEqualTo(12);
    assertThat(batch.events().end(0)).isEqualTo(2);
    assertThat(batch.droppedEvents(0)).isEqualTo(3);
    assertThat(batch.events().droppedAttributes(1)).isEqualTo(1);
    assertThat(batch.links().end(0)).isEqualTo(1);
    assertThat(batch.droppedLinks(0)).isEqualTo(4);
    assertThat(decoded.repairs()).isEqualTo(new Repairs(0, 0, 0, 4, 3, 4, 0));
  }

  @ParameterizedTest
  @EnumSource
  void rowsBeyondTheLimitAreRejected(Encoding encoding) {
    Decoded.Accepted<SpanBatch> decoded = decode(encoding, span(), span(), span(), span());

    assertThat(decoded.batch().size()).isEqualTo(2);
    assertThat(decoded.rejected()).isEqualTo(2);
    assertThat(decoded.message()).isEqualTo("2 spans refused: too many in one request");
  }

  @ParameterizedTest
  @EnumSource
  void longTextIsCutBetweenCharacters(Encoding encoding) {
    Decoded.Accepted<SpanBatch> decoded =
        decode(span().setName("é".repeat(40)).setTraceState("a" + "👩".repeat(20)), encoding);

    assertThat(text(decoded, decoded.batch().name(0))).isEqualTo("é".repeat(32));
    assertThat(text(decoded, decoded.batch().traceState(0))).isEqualTo("a" + "👩".repeat(15));
    assertThat(decoded.repairs().cutTexts()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void longKeysAndBytesAreCut(Encoding encoding) {
    KeyValue attribute =
        KeyValue.newBuilder()
            .setKey("0123456789")
            .setValue(AnyValue.newBuilder().setBytesValue(id(100)))
            .build();

    Decoded.Accepted<SpanBatch> decoded = decode(span().addAttributes(attribute), encoding);

    SpanBatch batch = decoded.batch();
    assertThat(text(decoded, batch.attributes().key(0))).isEqualTo("01234567");
    assertThat(batch.strings().length((int) batch.attributes().value(0))).isEqualTo(64);
    assertThat(decoded.repairs().cutTexts()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatLiesTooDeepBecomesNull(Encoding encoding) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int depth = 0; depth < 5; depth++) {
      value = list(value, AnyValue.newBuilder().setBoolValue(true).build());
    }

    Decoded.Accepted<SpanBatch> decoded = decode(span().addAttributes(entry("k", value)), encoding);

    assertThat(document(decoded)).isEqualTo("[[[null,true],true],true]");
    assertThat(decoded.repairs().cutDocuments()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aLongDocumentLosesWhatDoesNotFit(Encoding encoding) {
    AnyValue number = AnyValue.newBuilder().setIntValue(1_000).build();
    AnyValue inner = list(Collections.nCopies(30, number).toArray(new AnyValue[0]));
    AnyValue map =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(entry("a", inner))
                    .addValues(entry("b", number)))
            .build();

    Decoded.Accepted<SpanBatch> decoded = decode(span().addAttributes(entry("k", map)), encoding);

    assertThat(document(decoded)).matches("\\{\"a\":\\[1000(,1000){9}\\]\\}").hasSizeLessThan(65);
    assertThat(decoded.repairs().cutDocuments()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyDocumentIsWithinItsLimitAndWhole(Encoding encoding) {
    Limits limits = new Limits(1_000, 100, 100, 100, 100, 100, 64, 3);
    Seeds.forEach(
        2_000,
        random -> {
          Message message = Signals.LOGS.random(random);

          Decoded<?> decoded = decode(Signals.LOGS, message, encoding, limits);

          Sound.check(Bodies.batch(decoded), limits);
        });
  }

  @ParameterizedTest
  @EnumSource
  void aPointWithTooManyBucketsIsRejected(Encoding encoding) {
    HistogramDataPoint.Builder small =
        HistogramDataPoint.newBuilder()
            .addAllExplicitBounds(List.of(1.0, 2.0))
            .addAllBucketCounts(List.of(1L, 2L, 3L));
    HistogramDataPoint.Builder large =
        HistogramDataPoint.newBuilder().addAllBucketCounts(LongStream.range(0, 5).boxed().toList());
    Metric metric =
        Metric.newBuilder()
            .setName("m")
            .setHistogram(Histogram.newBuilder().addDataPoints(large).addDataPoints(small))
            .build();

    Decoded.Accepted<PointBatch> decoded = decode(metric, encoding);

    assertThat(decoded.batch().strings().get(decoded.batch().detail(0)))
        .isEqualTo("{\"bounds\":[1.0,2.0],\"counts\":[1,2,3]}");
    assertThat(decoded.message())
        .isEqualTo("1 data point refused: too many buckets or quantiles in one point");
  }

  @ParameterizedTest
  @EnumSource
  void exemplarsBeyondTheLimitAreDroppedAndCounted(Encoding encoding) {
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder().setAsInt(5);
    for (int i = 0; i < 3; i++) {
      point.addExemplars(Exemplar.newBuilder().setAsInt(i));
    }
    Metric metric = Metric.newBuilder().setGauge(Gauge.newBuilder().addDataPoints(point)).build();

    Decoded.Accepted<PointBatch> decoded = decode(metric, encoding);

    assertThat(decoded.batch().strings().get(decoded.batch().detail(0)))
        .isEqualTo("{\"exemplars\":[{\"timeNanos\":0,\"value\":0},{\"timeNanos\":0,\"value\":1}]}");
    assertThat(decoded.repairs().droppedEvents()).isEqualTo(1);
  }

  @Test
  void invalidIdsOfLogRecordsAreClearedAndCounted() {
    LogsData data =
        LogsData.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(
                                LogRecord.newBuilder().setTraceId(id(15)).setSpanId(id(9)))))
            .build();

    Decoded.Accepted<?> decoded =
        Bodies.accepted(decode(Signals.LOGS, data, Encoding.PROTOBUF, SMALL));

    assertThat(decoded.batch().size()).isEqualTo(1);
    assertThat(decoded.repairs().clearedIds()).isEqualTo(2);
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Limits(1, 1, 1, 1, 1, 8, 64, 0)).hasMessageContaining("maxDepth");
    assertThatThrownBy(() -> new Limits(1, 1, 1, 1, 1, 8, 64, 17)).hasMessageContaining("quarter");
    assertThatThrownBy(() -> new Limits(-1, 1, 1, 1, 1, 8, 64, 1)).hasMessageContaining("maxRows");
  }

  private static Span.Builder span() {
    return Span.newBuilder().setTraceId(id(16)).setSpanId(id(8)).setStartTimeUnixNano(1);
  }

  private static Span.Event.Builder event() {
    return Span.Event.newBuilder().setTimeUnixNano(1).setName("e");
  }

  private static ByteString id(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return ByteString.copyFrom(bytes);
  }

  private static KeyValue attribute(String key, String value) {
    return entry(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  private static KeyValue entry(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue list(AnyValue... elements) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(elements)))
        .build();
  }

  private static String document(Decoded.Accepted<SpanBatch> decoded) {
    return text(decoded, (int) decoded.batch().attributes().value(0));
  }

  private static String text(Decoded.Accepted<SpanBatch> decoded, int id) {
    return decoded.batch().strings().get(id);
  }

  private static Decoded.Accepted<SpanBatch> decode(Span.Builder span, Encoding encoding) {
    return decode(encoding, span);
  }

  @SuppressWarnings("unchecked")
  private static Decoded.Accepted<SpanBatch> decode(Encoding encoding, Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build();
    return (Decoded.Accepted<SpanBatch>)
        Bodies.accepted(decode(Signals.TRACES, data, encoding, SMALL));
  }

  @SuppressWarnings("unchecked")
  private static Decoded.Accepted<PointBatch> decode(Metric metric, Encoding encoding) {
    MetricsData data =
        MetricsData.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
            .build();
    return (Decoded.Accepted<PointBatch>)
        Bodies.accepted(decode(Signals.METRICS, data, encoding, SMALL));
  }

  private static Decoded<?> decode(
      Signals signal, Message message, Encoding encoding, Limits limits) {
    byte[] body =
        switch (encoding) {
          case PROTOBUF -> message.toByteArray();
          case JSON -> MessageText.utf8(new JsonPrinter(Seeds.random(3)).printed(message));
        };
    return signal.decode(body, 0, body.length, encoding, limits);
  }
}
