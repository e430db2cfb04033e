package dev.clew.bench.template;

import dev.clew.bench.wire.Slot;

/// The fields of a login come together, so that they are written without asking what each one is.
/// Here are their places within the group.
final class LoginSlots {
  static final int STATUS = 0;
  static final int USER = 1;
  static final int SESSION = 2;
  static final int ADDRESS = 3;
  static final int USER_AGENT = 4;
  static final int ROUTE = 5;
  static final int METHOD = 6;
  static final int RESULT = 7;
  static final int COUNTRY = 8;
  static final int REGION = 9;
  static final int COUNT = 10;

  private LoginSlots() {}

  /// Place of a slot; -1 if it belongs to no login.
  static int place(Slot slot) {
    return switch (slot) {
      case STATUS -> STATUS;
      case USER -> USER;
      case SESSION -> SESSION;
      case ADDRESS -> ADDRESS;
      case USER_AGENT -> USER_AGENT;
      case ROUTE -> ROUTE;
      case METHOD -> METHOD;
      case RESULT -> RESULT;
      case COUNTRY -> COUNTRY;
      case REGION -> REGION;
      case NONE, TRACE_ID, SPAN_ID, START, END, EVENT_TIME, TICKET, WORD, NOISE -> -1;
    };
  }
}
