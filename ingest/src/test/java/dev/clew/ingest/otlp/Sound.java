package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.clew.ingest.Limits;
import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What must hold of every batch that a decoder yields, whatever the bytes were.
final class Sound {
  private Sound() {}

  static void check(Batch batch, Limits limits) {
    owners(batch.resources().attributes(), batch.resources().size(), batch.strings(), limits);
    owners(batch.scopes().attributes(), batch.scopes().size(), batch.strings(), limits);
    owners(batch.attributes(), batch.size(), batch.strings(), limits);
    for (int row = 0; row < batch.size(); row++) {
      assertThat(batch.timeNanos(row)).isPositive();
      assertThat(batch.resource(row)).isLessThan(batch.resources().size());
      assertThat(batch.scope(row)).isLessThan(batch.scopes().size());
    }
    switch (batch) {
      case SpanBatch spans -> spans(spans, limits);
      case LogBatch logs -> logs(logs, limits);
      case PointBatch points -> points(points);
    }
  }

  /// One JSON value and nothing else.
  static void document(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static void spans(SpanBatch batch, Limits limits) {
    Strings strings = batch.strings();
    owners(batch.events().attributes(), batch.events().size(), strings, limits);
    owners(batch.links().attributes(), batch.links().size(), strings, limits);
    for (int row = 0; row < batch.size(); row++) {
      assertThat(batch.traceIdHigh(row) | batch.traceIdLow(row)).isNotZero();
      assertThat(batch.spanId(row)).isNotZero();
      assertThat(batch.endNanos(row)).isPositive();
      assertThat(batch.droppedAttributes(row)).isNotNegative();
      assertThat(batch.droppedEvents(row)).isNotNegative();
      assertThat(batch.droppedLinks(row)).isNotNegative();
      text(strings, batch.name(row), limits.maxValueBytes());
      text(strings, batch.traceState(row), limits.maxValueBytes());
      text(strings, batch.statusMessage(row), limits.maxValueBytes());
    }
    for (int event = 0; event < batch.events().size(); event++) {
      assertThat(batch.events().timeNanos(event)).isNotNegative();
      text(strings, batch.events().name(event), limits.maxValueBytes());
    }
  }

  private static void logs(LogBatch batch, Limits limits) {
    for (int row = 0; row < batch.size(); row++) {
      value(batch.strings(), batch.bodyType(row), batch.body(row), limits);
      text(batch.strings(), batch.severityText(row), limits.maxValueBytes());
      text(batch.strings(), batch.eventName(row), limits.maxValueBytes());
    }
  }

  private static void points(PointBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      String detail = batch.strings().get(batch.detail(row));
      if (!detail.isEmpty()) {
        document(detail);
      }
    }
  }

  private static void owners(Attributes attributes, int owners, Strings strings, Limits limits) {
    assertThat(attributes.owners()).isEqualTo(owners);
    assertThat(attributes.openEntries()).isZero();
    for (int owner = 0; owner < owners; owner++) {
      assertThat(attributes.end(owner) - attributes.start(owner))
          .isBetween(0, limits.maxAttributes());
    }
    for (int entry = 0; entry < attributes.size(); entry++) {
      assertThat(attributes.key(entry)).isNotZero();
      text(strings, attributes.key(entry), limits.maxKeyBytes());
      value(strings, attributes.type(entry), attributes.value(entry), limits);
    }
  }

  private static void value(Strings strings, ValueType type, long value, Limits limits) {
    switch (type) {
      case EMPTY -> assertThat(value).isZero();
      case BOOL -> assertThat(value).isBetween(0L, 1L);
      case STRING -> text(strings, (int) value, limits.maxValueBytes());
      case ARRAY, MAP -> {
        text(strings, (int) value, limits.maxValueBytes());
        document(strings.get((int) value));
      }
      case BYTES ->
          assertThat(strings.length((int) value)).isLessThanOrEqualTo(limits.maxValueBytes());
      case INT, DOUBLE -> {}
    }
  }

  private static void text(Strings strings, int id, int maxBytes) {
    assertThat(strings.length(id)).isLessThanOrEqualTo(maxBytes);
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(strings.arena(), strings.start(id), strings.length(id)));
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8: " + strings.get(id), e);
    }
  }
}
