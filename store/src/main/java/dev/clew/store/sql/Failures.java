package dev.clew.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/// Tells whose fault it is that DuckDB failed. DuckDB is set to tell its errors as JSON.
final class Failures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FAULTS_OF_USER =
      Set.of(
          "Parser",
          "Syntax",
          "Binder",
          "Catalog",
          "Conversion",
          "Invalid Input",
          "Out of Range",
          "Mismatch Type",
          "Not implemented",
          "Expression",
          "Parameter Not Resolved",
          "Parameter Not Allowed",
          "Invalid Type",
          "Decimal",
          "Divide by Zero",
          "Sequence");

  private Failures() {}

  /// What kind of failure it was.
  enum Kind {
    USER,
    INTERRUPTED,
    MEMORY,
    STORAGE
  }

  /// A failure that DuckDB told.
  ///
  /// @param name what it names as missing; empty when nothing
  record Failure(Kind kind, String message, String name) {}

  static Failure of(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    JsonNode told = json(text);
    String type = told.path("exception_type").asText();
    String message = told.path("exception_message").asText(text);
    return new Failure(kind(type, message), oneLine(message), told.path("name").asText(""));
  }

  /// A message as one line without names that the engine made up.
  static String oneLine(String message) {
    String line =
        message
            .lines()
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .takeWhile(part -> !part.startsWith("LINE ") && !part.startsWith("Candidate"))
            .findFirst()
            .orElse("the query failed");
    return Names.isReserved(line) ? "the query cannot be run in this form" : line;
  }

  static IOException storage(Failure failure, SQLException cause) {
    return new IOException("cannot read segments: " + failure.message(), cause);
  }

  private static Kind kind(String type, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (type.equals("INTERRUPT") || lower.contains("interrupted")) {
      return Kind.INTERRUPTED;
    }
    if (type.equals("Out of Memory") || lower.contains("failed to allocate")) {
      return Kind.MEMORY;
    }
    boolean isOfFile = lower.contains(".parquet");
    return FAULTS_OF_USER.contains(type) && !isOfFile ? Kind.USER : Kind.STORAGE;
  }

  private static JsonNode json(String text) {
    int start = text.indexOf('{');
    try {
      return start < 0 ? JSON.createObjectNode() : JSON.readTree(text.substring(start));
    } catch (JsonProcessingException _) {
      return JSON.createObjectNode();
    }
  }
}
