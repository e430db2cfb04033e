package dev.clew.store.sql;

import com.fasterxml.jackson.databind.JsonNode;

/// The query is at fault. Turned into [SqlResult.Refused] where the engine is left.
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final long NOWHERE = -1;

  private final long offset;

  /// @param offset bytes before the offending text, negative when not known
  UserError(String message, long offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  UserError(String message) {
    this(message, NOWHERE);
  }

  /// An error at a node of the syntax tree.
  static UserError at(JsonNode node, String message) {
    return new UserError(message, Tree.offset(node));
  }

  long offset() {
    return offset;
  }
}
