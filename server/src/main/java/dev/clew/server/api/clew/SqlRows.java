package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.api.QuestionException;
import dev.clew.store.sql.CancelToken;
import dev.clew.store.sql.SqlResult;
import java.util.List;

/// Runs the server's own statements for one request: a limit that is hit is told to the person, a
/// statement that is refused is a defect.
///
/// @param cancel ends them when nobody waits for the answer any more
record SqlRows(SqlAnswers.Runner sql, CancelToken cancel) {

  /// Statements that end when the client of a request goes away.
  static SqlRows of(SqlAnswers.Runner sql, ServiceRequestContext context) {
    return new SqlRows(sql, cancelledWith(context));
  }

  /// Cancelled when the client goes away, so that nobody's question costs time.
  static CancelToken cancelledWith(ServiceRequestContext context) {
    CancelToken token = new CancelToken();
    var _ = context.whenRequestCancelled().thenRun(token::cancel);
    return token;
  }

  List<List<JsonNode>> of(String statement, int most) {
    return switch (run(statement, most)) {
      case SqlResult.Table table -> table.rows();
      case SqlResult.Stopped(_, var message) -> throw new QuestionException(422, message);
      case SqlResult.Refused(var message, _) -> throw new IllegalStateException(message);
    };
  }

  /// Runs a statement that may be refused.
  SqlResult run(String statement, int most) {
    return sql.run(statement, most, cancel);
  }

  /// Text of a person as a literal.
  static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw QuestionException.malformed("a name has no NUL in it");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }
}
