package dev.clew.server.http.receive;

/// How the body of a request is written. The tag stands in the log: never change or reuse one.
public enum Encoding {
  OTLP_PROTOBUF(1),
  OTLP_JSON(2),
  ZIPKIN_JSON(3);

  private final byte tag;

  Encoding(int tag) {
    this.tag = (byte) tag;
  }

  public byte tag() {
    return tag;
  }

  /// The encoding of a tag read from the log.
  public static Encoding ofTag(byte tag) {
    for (Encoding encoding : values()) {
      if (encoding.tag == tag) {
        return encoding;
      }
    }
    throw new IllegalArgumentException("no encoding has the tag " + tag);
  }
}
