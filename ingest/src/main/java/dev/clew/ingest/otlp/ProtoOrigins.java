package dev.clew.ingest.otlp;

import static dev.clew.ingest.otlp.ProtoReader.BYTES;
import static dev.clew.ingest.otlp.ProtoReader.VARINT;

import dev.clew.ingest.OriginIntake;
import dev.clew.ingest.TextIntake;

/// Reads `Resource` and `InstrumentationScope` messages, which end where the walk does.
final class ProtoOrigins {
  private static final int RESOURCE_ATTRIBUTE = 1 << 3 | BYTES;
  private static final int RESOURCE_DROPPED = 2 << 3 | VARINT;

  private static final int SCOPE_NAME = 1 << 3 | BYTES;
  private static final int SCOPE_VERSION = 2 << 3 | BYTES;
  private static final int SCOPE_ATTRIBUTE = 3 << 3 | BYTES;
  private static final int SCOPE_DROPPED = 4 << 3 | VARINT;

  private final TextIntake texts;
  private final ProtoValues values;

  ProtoOrigins(TextIntake texts, ProtoValues values) {
    this.texts = texts;
    this.values = values;
  }

  void resource(ProtoReader in, OriginIntake resource) {
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case RESOURCE_ATTRIBUTE -> values.attribute(in, resource.attributes());
        case RESOURCE_DROPPED -> resource.dropped((int) in.varint());
        default -> in.skip(tag);
      }
    }
  }

  void scope(ProtoReader in, OriginIntake scope) {
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SCOPE_NAME -> scope.name(in.text(texts));
        case SCOPE_VERSION -> scope.version(in.text(texts));
        case SCOPE_ATTRIBUTE -> values.attribute(in, scope.attributes());
        case SCOPE_DROPPED -> scope.dropped((int) in.varint());
        default -> in.skip(tag);
      }
    }
  }
}
