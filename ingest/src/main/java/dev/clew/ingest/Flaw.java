package dev.clew.ingest;

/// Why a row is rejected.
enum Flaw {
  TRACE_ID("trace id must be 16 bytes and not all zero"),
  SPAN_ID("span id must be 8 bytes and not all zero"),
  PARENT_ID("parent span id must be 8 bytes or absent"),
  TIME("time must be before 2262-04-11T23:47:16.854775807Z"),
  BUCKETS("too many buckets or quantiles in one point"),
  ROWS("too many in one request");

  private final String text;

  Flaw(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
