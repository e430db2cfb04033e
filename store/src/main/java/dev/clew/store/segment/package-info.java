/// Segments: sealed rows of one signal in a folder of their own, never changed afterwards.
///
/// | File | What it holds |
/// |---|---|
/// | `spans.parquet`, `logs.parquet` or `points.parquet` | the rows |
/// | `origins.parquet` | the distinct resources and scopes that the rows name by number |
/// | `traces.index` | fingerprint of each trace id → first row ([dev.clew.store.segment.TraceIndex]) |
/// | `values.filter` | Bloom filter over (key, value) ([dev.clew.store.segment.ValueFilter]) |
/// | `values.json.zst` | the most frequent values of each key, for completion |
/// | `segment.json` | what is in it: times, counts, layout, keys, operations, edges |
///
/// **Writing.** [dev.clew.store.segment.SegmentWriter] puts rows in order (whole traces together,
/// by time), chooses which attributes are frequent enough for a column of their own
/// ([dev.clew.store.segment.Layout]), and writes them with [dev.clew.store.parquet.ParquetWriter].
/// The other attributes of a row stand in one JSON text.
///
/// **Reading.** A [dev.clew.store.segment.Segment] knows from `segment.json` and the filter whether
/// a condition can hold at all, before any row is read.
@NullMarked
package dev.clew.store.segment;

import org.jspecify.annotations.NullMarked;
