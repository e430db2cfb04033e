package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.server.api.QuestionException;
import dev.clew.store.sql.SqlResult;
import java.util.List;

/// Runs the server's own statements: a limit that is hit is told to the person, a statement that is
/// refused is a defect.
record SqlRows(SqlAnswers.Runner sql) {

  List<List<JsonNode>> of(String statement, int most) {
    return switch (sql.run(statement, most)) {
      case SqlResult.Table table -> table.rows();
      case SqlResult.Stopped(_, var message) -> throw new QuestionException(422, message);
      case SqlResult.Refused(var message, _) -> throw new IllegalStateException(message);
    };
  }

  /// Text of a person as a literal.
  static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw QuestionException.malformed("a name has no NUL in it");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }
}
