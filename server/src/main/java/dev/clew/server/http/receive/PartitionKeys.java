package dev.clew.server.http.receive;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.Strings;

/// Which partition of the log a row belongs to: the same for all rows of a trace, whatever request,
/// process or machine they come through, since all that it depends on is the row.
///
/// Spans and log records within a trace go by the trace id, everything else by its resource. Ids
/// are mixed because senders do not always make them at random: a cloud may put the time in front.
/// The mix is the finalizer of MurmurHash3 for 64 bits.
final class PartitionKeys {
  private PartitionKeys() {}

  /// The partition of each row.
  static int[] partitions(Batch batch, int partitions) {
    int[] result = new int[batch.size()];
    long[] resources = resourceHashes(batch);
    for (int row = 0; row < result.length; row++) {
      result[row] = (int) Long.remainderUnsigned(key(batch, row, resources), partitions);
    }
    return result;
  }

  private static long key(Batch batch, int row, long[] resources) {
    return switch (batch) {
      case SpanBatch spans -> traceHash(spans.traceIdHigh(row), spans.traceIdLow(row));
      case LogBatch logs -> {
        long high = logs.traceIdHigh(row);
        long low = logs.traceIdLow(row);
        yield (high | low) == 0 ? resources[logs.resource(row)] : traceHash(high, low);
      }
      case PointBatch points -> resources[points.resource(row)];
    };
  }

  static long traceHash(long high, long low) {
    return mix(high ^ mix(low));
  }

  private static long[] resourceHashes(Batch batch) {
    long[] hashes = new long[batch instanceof SpanBatch ? 0 : batch.resources().size()];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = ownerHash(batch.resources().attributes(), row, batch.strings());
    }
    return hashes;
  }

  private static long ownerHash(Attributes attributes, int owner, Strings strings) {
    long hash = 0;
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      long value = attributes.value(entry);
      hash = mix(hash ^ textHash(strings, attributes.key(entry)));
      hash = mix(hash ^ (attributes.type(entry).isText() ? textHash(strings, (int) value) : value));
    }
    return hash;
  }

  private static long textHash(Strings strings, int id) {
    byte[] arena = strings.arena();
    int start = strings.start(id);
    int end = start + strings.length(id);
    long hash = strings.length(id);
    for (int at = start; at < end; at++) {
      hash = hash * 0x100_0000_01B3L ^ arena[at];
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = value ^ value >>> 33;
    mixed *= 0xFF51_AFD7_ED55_8CCDL;
    mixed ^= mixed >>> 33;
    mixed *= 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ mixed >>> 33;
  }
}
