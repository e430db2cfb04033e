package dev.clew.store.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Gathers what stands at the end of a file: its columns, and where the pages of each row group
/// are.
final class Footer {
  private static final int VERSION = 2;
  private static final int OPTIONAL = 1;
  private static final int ZSTD = 6;
  private static final int RLE = 3;
  private static final int UUID_BYTES = 16;
  private static final String PROGRAM = "clew";

  private final List<ParquetColumn> columns;
  private final List<RowGroup> groups = new ArrayList<>();

  private record RowGroup(int rows, List<ChunkMeta> chunks) {}

  Footer(List<ParquetColumn> columns) {
    this.columns = columns;
  }

  void add(int rows, List<ChunkMeta> chunks) {
    groups.add(new RowGroup(rows, chunks));
  }

  ByteSink encode() {
    ByteSink sink = new ByteSink();
    ThriftWriter thrift = new ThriftWriter(sink);
    thrift.begin();
    thrift.int32(1, VERSION);
    putSchema(thrift);
    thrift.int64(3, groups.stream().mapToLong(RowGroup::rows).sum());
    thrift.structs(4, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      putGroup(thrift, groups.get(i), i);
    }
    thrift.text(6, PROGRAM);
    thrift.structs(7, columns.size());
    columns.forEach(_ -> putOrder(thrift));
    thrift.end();
    return sink;
  }

  private void putSchema(ThriftWriter thrift) {
    thrift.structs(2, columns.size() + 1);
    thrift.begin();
    thrift.text(4, "rows");
    thrift.int32(5, columns.size());
    thrift.end();
    for (ParquetColumn column : columns) {
      thrift.begin();
      thrift.int32(1, physical(column.type()));
      if (column.type() == ColumnType.UUID) {
        thrift.int32(2, UUID_BYTES);
      }
      thrift.int32(3, OPTIONAL);
      thrift.text(4, column.name());
      putLogical(thrift, column.type());
      thrift.end();
    }
  }

  private static int physical(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> 0;
      case INT8, INT32 -> 1;
      case INT64, INT64_NEAR, INT64_RANDOM -> 2;
      case DOUBLE -> 5;
      case TEXT, LONG_TEXT -> 6;
      case UUID -> 7;
    };
  }

  /// The converted type of older readers, then the logical type.
  private static void putLogical(ThriftWriter thrift, ColumnType type) {
    switch (type) {
      case TEXT, LONG_TEXT -> {
        thrift.int32(6, 0);
        thrift.struct(10);
        thrift.empty(1);
        thrift.end();
      }
      case INT8 -> {
        thrift.int32(6, 15);
        thrift.struct(10);
        thrift.struct(10);
        thrift.int8(1, 8);
        thrift.bool(2, true);
        thrift.end();
        thrift.end();
      }
      case UUID -> {
        thrift.struct(10);
        thrift.empty(14);
        thrift.end();
      }
      case BOOLEAN, INT32, INT64, INT64_NEAR, INT64_RANDOM, DOUBLE -> {}
    }
  }

  private void putGroup(ThriftWriter thrift, RowGroup group, int ordinal) {
    List<ChunkMeta> chunks = group.chunks();
    thrift.begin();
    thrift.structs(1, chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      putChunk(thrift, columns.get(i), chunks.get(i));
    }
    thrift.int64(2, chunks.stream().mapToLong(ChunkMeta::plainSize).sum());
    thrift.int64(3, group.rows());
    thrift.int64(5, chunks.getFirst().offset());
    thrift.int64(6, chunks.stream().mapToLong(ChunkMeta::size).sum());
    thrift.int16(7, ordinal);
    thrift.end();
  }

  private static void putChunk(ThriftWriter thrift, ParquetColumn column, ChunkMeta chunk) {
    thrift.begin();
    thrift.int64(2, 0);
    thrift.struct(3);
    thrift.int32(1, physical(column.type()));
    boolean hasDictionary = chunk.dictionaryBytes() > 0;
    if (hasDictionary) {
      thrift.ints(2, ChunkMeta.Encoding.PLAIN.code(), RLE, chunk.encoding().code());
    } else {
      thrift.ints(2, RLE, chunk.encoding().code());
    }
    thrift.texts(3, column.name());
    thrift.int32(4, ZSTD);
    thrift.int64(5, chunk.rows());
    thrift.int64(6, chunk.plainSize());
    thrift.int64(7, chunk.size());
    thrift.int64(9, chunk.offset() + chunk.dictionaryBytes());
    if (hasDictionary) {
      thrift.int64(11, chunk.offset());
    }
    putStatistics(thrift, chunk);
    thrift.end();
    thrift.end();
  }

  private static void putStatistics(ThriftWriter thrift, ChunkMeta chunk) {
    thrift.struct(12);
    thrift.int64(3, chunk.nulls());
    ByteBuffer least = chunk.least();
    ByteBuffer greatest = chunk.greatest();
    if (least != null && greatest != null) {
      thrift.binary(5, greatest);
      thrift.binary(6, least);
    }
    thrift.end();
  }

  /// Statistics compare as the type says.
  private static void putOrder(ThriftWriter thrift) {
    thrift.begin();
    thrift.empty(1);
    thrift.end();
  }
}
