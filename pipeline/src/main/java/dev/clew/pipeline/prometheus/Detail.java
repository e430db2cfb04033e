package dev.clew.pipeline.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.Strings;
import dev.clew.pipeline.series.PointWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What the page needs of [dev.clew.model.PointBatch#detail]; read anew for each point.
final class Detail {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double[] NO_NUMBERS = new double[0];
  private static final long[] NO_COUNTS = new long[0];

  private double[] numbers = new double[16];
  private long[] integers = new long[16];
  private double[] lastBounds = NO_NUMBERS;

  double[] bounds = NO_NUMBERS;
  long[] counts = NO_COUNTS;

  /// Quantile and value in turn.
  double[] quantiles = NO_NUMBERS;

  List<Exemplar> exemplars = List.of();
  byte[] sketch = new byte[0];

  /// @param traceId hexadecimal, empty if there is none
  record Exemplar(double value, long timeNanos, String traceId, String spanId) {}

  void read(Strings strings, int id) {
    bounds = NO_NUMBERS;
    counts = NO_COUNTS;
    quantiles = NO_NUMBERS;
    exemplars = List.of();
    sketch = new byte[0];
    if (strings.length(id) == 0) {
      return;
    }
    try (JsonParser parser =
        JSON.createParser(strings.arena(), strings.start(id), strings.length(id))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "bounds" -> bounds = bounds(parser);
          case "counts" -> counts = counts(parser);
          case "quantiles" -> quantiles = quantiles(parser);
          case "exemplars" -> exemplars = exemplars(parser);
          case PointWriter.SKETCH_KEY -> sketch = Base64.getDecoder().decode(parser.getText());
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not a detail: " + strings.get(id), e);
    }
  }

  /// The bounds; the array of the point before if they are equal, since they mostly are.
  private double[] bounds(JsonParser parser) throws IOException {
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      size = number(size, real(parser));
    }
    if (!Arrays.equals(numbers, 0, size, lastBounds, 0, lastBounds.length)) {
      lastBounds = Arrays.copyOf(numbers, size);
    }
    return lastBounds;
  }

  private int number(int size, double value) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size] = value;
    return size + 1;
  }

  private long[] counts(JsonParser parser) throws IOException {
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == integers.length) {
        integers = Arrays.copyOf(integers, 2 * size);
      }
      integers[size++] = Long.parseUnsignedLong(parser.getText());
    }
    return Arrays.copyOf(integers, size);
  }

  private double[] quantiles(JsonParser parser) throws IOException {
    int size = 0;
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      size = number(size, real(parser));
      parser.nextToken();
      size = number(size, real(parser));
      parser.nextToken();
    }
    return Arrays.copyOf(numbers, size);
  }

  private static List<Exemplar> exemplars(JsonParser parser) throws IOException {
    List<Exemplar> exemplars = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      double value = 0;
      long timeNanos = 0;
      String traceId = "";
      String spanId = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "timeNanos" -> timeNanos = Long.parseUnsignedLong(parser.getText());
          case "value" -> value = real(parser);
          case "traceId" -> traceId = parser.getText();
          case "spanId" -> spanId = parser.getText();
          default -> parser.skipChildren();
        }
      }
      exemplars.add(new Exemplar(value, timeNanos, traceId, spanId));
    }
    return exemplars;
  }

  /// A number, or an object that says what JSON cannot.
  private static double real(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return parser.getDoubleValue();
    }
    parser.nextToken();
    parser.nextToken();
    double value = Double.parseDouble(parser.getText());
    parser.nextToken();
    return value;
  }
}
