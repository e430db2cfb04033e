package dev.clew.bench.run;

import dev.clew.bench.load.CompressedRing;
import dev.clew.bench.load.Compression;
import dev.clew.bench.load.Connection;
import dev.clew.bench.load.Load;
import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.TemplateSet;
import java.util.function.Supplier;

/// The spans of a run and how they are sent.
///
/// @param connections for the closed loop
/// @param openConnections for open loops: enough that a slow answer holds up no other request
public record Traffic(
    TemplateSet set,
    Supplier<PayloadSource> sources,
    Compression compression,
    double wireBytesPerSpan,
    long bodiesBeforeRepeat,
    int connections,
    int openConnections) {

  /// Patched as it is sent.
  public static Traffic plain(TemplateSet set, int connections, int openConnections) {
    return new Traffic(
        set,
        set::newSource,
        Compression.NONE,
        set.bytesPerSpan(),
        Long.MAX_VALUE,
        connections,
        openConnections);
  }

  /// Compressed ahead, as many spans as wanted if they fit.
  public static Traffic compressed(
      TemplateSet set,
      Compression compression,
      long wantedSpans,
      long maxBytes,
      int connections,
      int openConnections) {
    CompressedRing ring =
        new CompressedRing(set, compression, set.bodiesFor(wantedSpans), maxBytes);
    return new Traffic(
        set,
        ring::newSource,
        compression,
        ring.bytesPerSpan(),
        ring.size(),
        connections,
        openConnections);
  }

  /// Load on the connections of a closed loop.
  Load closed(Connection.Opener opener, long firstBody) {
    return new Load(set, sources, opener, connections, firstBody);
  }

  /// Load on the connections of an open loop.
  Load open(Connection.Opener opener, long firstBody) {
    return new Load(set, sources, opener, openConnections, firstBody);
  }

  /// Whether none of these bodies has an id of another.
  boolean isUnique(long bodies) {
    return bodies <= bodiesBeforeRepeat;
  }
}
