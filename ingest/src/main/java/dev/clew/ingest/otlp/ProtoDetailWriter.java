package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.PointBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes what [dev.clew.ingest.MetricDetail] keeps as text as fields of the point that is begun.
final class ProtoDetailWriter {
  private static final int HISTOGRAM_COUNTS = 6;
  private static final int HISTOGRAM_BOUNDS = 7;

  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int ZERO_THRESHOLD = 14;

  private static final int BUCKETS_OFFSET = 1;
  private static final int BUCKETS_COUNTS = 2;

  private static final int QUANTILES = 6;
  private static final int QUANTILE = 1;
  private static final int QUANTILE_VALUE = 2;

  private static final int EXEMPLAR_TIME = 2;
  private static final int EXEMPLAR_REAL = 3;
  private static final int EXEMPLAR_SPAN_ID = 4;
  private static final int EXEMPLAR_TRACE_ID = 5;
  private static final int EXEMPLAR_INTEGER = 6;
  private static final int EXEMPLAR_ATTRIBUTE = 7;

  private final ProtoWriter out;
  private final PointBatch batch;
  private @Nullable Long exactInteger;

  ProtoDetailWriter(ProtoWriter out, PointBatch batch) {
    this.out = out;
    this.batch = batch;
  }

  /// The integer of the row that was read last, if the column does not hold it exactly.
  @Nullable Long exactInteger() {
    return exactInteger;
  }

  /// Writes the detail of a row.
  ///
  /// @param exemplarField number of the exemplars in this kind of point
  void read(int row, int exemplarField) {
    exactInteger = null;
    int id = batch.detail(row);
    if (batch.strings().length(id) == 0) {
      return;
    }
    try (JsonParser parser = DocumentReader.parser(batch.strings(), id)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        part(parser, name, exemplarField);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not a detail: " + batch.strings().get(id), e);
    }
  }

  private void part(JsonParser parser, String name, int exemplarField) throws IOException {
    switch (name) {
      case "int" -> exactInteger = parser.getLongValue();
      case "bounds" -> bounds(parser);
      case "counts" -> counts(parser);
      case "scale" -> out.zigzag(SCALE, parser.getIntValue());
      case "zeroCount" -> out.fixed64(ZERO_COUNT, unsigned(parser));
      case "zeroThreshold" -> out.real(ZERO_THRESHOLD, DocumentReader.real(parser));
      case "positive" -> buckets(parser, POSITIVE);
      case "negative" -> buckets(parser, NEGATIVE);
      case "quantiles" -> quantiles(parser);
      case "exemplars" -> exemplars(parser, exemplarField);
      default -> parser.skipChildren();
    }
  }

  private void bounds(JsonParser parser) throws IOException {
    int mark = out.begin(HISTOGRAM_BOUNDS);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      out.fixedElement(Double.doubleToRawLongBits(DocumentReader.real(parser)));
    }
    out.end(mark);
  }

  private void counts(JsonParser parser) throws IOException {
    int mark = out.begin(HISTOGRAM_COUNTS);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      out.fixedElement(unsigned(parser));
    }
    out.end(mark);
  }

  private void buckets(JsonParser parser, int field) throws IOException {
    int mark = out.begin(field);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isOffset = parser.currentName().equals("offset");
      parser.nextToken();
      if (isOffset) {
        out.zigzag(BUCKETS_OFFSET, parser.getIntValue());
      } else {
        int list = out.begin(BUCKETS_COUNTS);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          out.element(unsigned(parser));
        }
        out.end(list);
      }
    }
    out.end(mark);
  }

  private void quantiles(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      int mark = out.begin(QUANTILES);
      parser.nextToken();
      out.real(QUANTILE, DocumentReader.real(parser));
      parser.nextToken();
      out.real(QUANTILE_VALUE, DocumentReader.real(parser));
      parser.nextToken();
      out.end(mark);
    }
  }

  private void exemplars(JsonParser parser, int field) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int mark = out.begin(field);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "timeNanos" -> out.fixed64(EXEMPLAR_TIME, unsigned(parser));
          case "traceId" -> id(parser, EXEMPLAR_TRACE_ID);
          case "spanId" -> id(parser, EXEMPLAR_SPAN_ID);
          case "attributes" ->
              DocumentReader.value(parser, ProtoDocument.entries(out, EXEMPLAR_ATTRIBUTE));
          default -> exemplarValue(parser);
        }
      }
      out.end(mark);
    }
  }

  private void exemplarValue(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      out.fixed64(EXEMPLAR_INTEGER, parser.getLongValue());
    } else {
      out.real(EXEMPLAR_REAL, DocumentReader.real(parser));
    }
  }

  private void id(JsonParser parser, int field) throws IOException {
    out.bytes(field, HexFormat.of().parseHex(parser.getText()));
  }

  private static long unsigned(JsonParser parser) throws IOException {
    return Long.parseUnsignedLong(parser.getText());
  }
}
