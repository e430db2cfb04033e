package dev.clew.ingest.log;

/// What stands for the content of an entry: equal content, equal fingerprint. Zero stands for none.
record Fingerprint(long high, long low) {
  static final Fingerprint NONE = new Fingerprint(0, 0);

  boolean isPresent() {
    return (high | low) != 0;
  }
}
