package dev.clew.store.parquet;

import dev.clew.model.Strings;
import dev.clew.store.parquet.ChunkMeta.Encoding;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Encodes the values of one column in one row group as pages.
///
/// Texts and numbers of which many come again become indexes into a dictionary; of the rest,
/// numbers that lie near each other become differences, and all else stands plainly.
final class ChunkEncoder implements Closeable {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int MOST_STATISTICS_BYTES = 64;

  private final TextDictionary texts = new TextDictionary();
  private final NumberDictionary numbers = new NumberDictionary();
  private final DeltaEncoder deltas = new DeltaEncoder();
  private final PageWriter writer;
  private final ByteSink page = new ByteSink();
  private Strings strings = new Strings(0);
  private long[] indexes = new long[0];
  private int dictionaryBytes;
  private @Nullable ByteBuffer least;
  private @Nullable ByteBuffer greatest;

  ChunkEncoder(OutputStream file) {
    writer = new PageWriter(file);
  }

  /// @param source what the ids of texts refer to
  /// @param offset of the chunk in the file
  ChunkMeta encode(ColumnType type, Values values, int rows, Strings source, long offset)
      throws IOException {
    strings = source;
    writer.clear();
    dictionaryBytes = 0;
    least = null;
    greatest = null;
    if (indexes.length < values.count()) {
      indexes = new long[Math.max(values.count(), indexes.length * 2)];
    }
    Encoding encoding =
        switch (type) {
          case TEXT -> texts(values, rows);
          case LONG_TEXT -> longTexts(values, rows);
          case UUID, BOOLEAN, DOUBLE, INT64_RANDOM -> plain(type, values, rows);
          case INT64_NEAR -> near(type, values, rows);
          case INT8, INT32, INT64 -> repeating(type, values, rows);
        };
    return new ChunkMeta(
        offset,
        dictionaryBytes,
        encoding,
        rows,
        rows - values.count(),
        writer.size(),
        writer.plainSize(),
        least,
        greatest);
  }

  private Encoding texts(Values values, int rows) throws IOException {
    texts.index(strings, values.numbers(), values.count(), indexes);
    if (texts.size() > 0) {
      least = statistic(texts.id(texts.least()));
      greatest = statistic(texts.id(texts.greatest()));
    }
    if (least == null || greatest == null) {
      least = null;
      greatest = null;
    }
    if (texts.size() * 2 > values.count()) {
      plainTexts(values, rows);
      return Encoding.PLAIN;
    }
    page.clear();
    for (int i = 0; i < texts.size(); i++) {
      putText(texts.id(i));
    }
    dictionaryPage(texts.size());
    indexPage(values, rows, texts.size());
    return Encoding.RLE_DICTIONARY;
  }

  private @Nullable ByteBuffer statistic(int id) {
    int start = strings.start(id);
    int length = strings.length(id);
    return length > MOST_STATISTICS_BYTES
        ? null
        : ByteBuffer.wrap(Arrays.copyOfRange(strings.arena(), start, start + length));
  }

  private void putText(int id) {
    page.putInt(strings.length(id));
    page.putBytes(strings.arena(), strings.start(id), strings.length(id));
  }

  private void plainTexts(Values values, int rows) throws IOException {
    pages(
        values,
        rows,
        i -> Integer.BYTES + strings.length((int) values.numbers()[i]),
        i -> putText((int) values.numbers()[i]));
  }

  private Encoding longTexts(Values values, int rows) throws IOException {
    pages(
        values,
        rows,
        i -> Integer.BYTES + (int) values.numbers()[i] - values.textStart(i),
        i -> {
          int start = values.textStart(i);
          int length = (int) values.numbers()[i] - start;
          page.putInt(length);
          page.putBytes(values.text(), start, length);
        });
    return Encoding.PLAIN;
  }

  /// Length of a value, or what else is to be known of it.
  private interface SizeOf {
    int of(int index);
  }

  private interface Put {
    void put(int index);
  }

  /// Writes plain values to as many pages as they need.
  private void pages(Values values, int rows, SizeOf size, Put put) throws IOException {
    int from = 0;
    int firstRow = 0;
    do {
      int to = from;
      long bytes = 0;
      while (to < values.count() && (to == from || bytes + size.of(to) <= PAGE_BYTES)) {
        bytes += size.of(to++);
      }
      int endRow = to == values.count() ? rows : values.rows()[to];
      putLevels(values, from, to, firstRow, endRow);
      for (int i = from; i < to; i++) {
        put.put(i);
      }
      writer.data(page, endRow - firstRow, Encoding.PLAIN);
      from = to;
      firstRow = endRow;
    } while (from < values.count());
  }

  private Encoding plain(ColumnType type, Values values, int rows) throws IOException {
    if (type == ColumnType.INT64_RANDOM) {
      noteNumbers(type, values);
    }
    putLevels(values, 0, values.count(), 0, rows);
    putPlain(type, values.numbers(), values.lows(), values.count());
    writer.data(page, rows, Encoding.PLAIN);
    return Encoding.PLAIN;
  }

  private Encoding near(ColumnType type, Values values, int rows) throws IOException {
    noteNumbers(type, values);
    putLevels(values, 0, values.count(), 0, rows);
    deltas.encode(values.numbers(), 0, values.count(), page);
    writer.data(page, rows, Encoding.DELTA_BINARY_PACKED);
    return Encoding.DELTA_BINARY_PACKED;
  }

  private Encoding repeating(ColumnType type, Values values, int rows) throws IOException {
    if (!numbers.index(values.numbers(), values.count(), indexes)) {
      noteNumbers(type, values);
      putLevels(values, 0, values.count(), 0, rows);
      putPlain(type, values.numbers(), values.lows(), values.count());
      writer.data(page, rows, Encoding.PLAIN);
      return Encoding.PLAIN;
    }
    noteNumbers(type, values);
    page.clear();
    for (int i = 0; i < numbers.size(); i++) {
      putNumber(type, numbers.get(i));
    }
    dictionaryPage(numbers.size());
    indexPage(values, rows, numbers.size());
    return Encoding.RLE_DICTIONARY;
  }

  private void noteNumbers(ColumnType type, Values values) {
    if (values.count() == 0) {
      return;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < values.count(); i++) {
      min = Math.min(min, values.numbers()[i]);
      max = Math.max(max, values.numbers()[i]);
    }
    least = plainNumber(type, min);
    greatest = plainNumber(type, max);
  }

  private ByteBuffer plainNumber(ColumnType type, long value) {
    page.clear();
    putNumber(type, value);
    return ByteBuffer.wrap(Arrays.copyOf(page.bytes(), page.size()));
  }

  private void putNumber(ColumnType type, long value) {
    if (type == ColumnType.INT8 || type == ColumnType.INT32) {
      page.putInt((int) value);
    } else {
      page.putLong(value);
    }
  }

  private void putPlain(ColumnType type, long[] values, long[] lows, int count) {
    switch (type) {
      case BOOLEAN -> page.putPacked(values, 0, count, 1);
      case UUID -> {
        for (int i = 0; i < count; i++) {
          page.putLong(Long.reverseBytes(values[i]));
          page.putLong(Long.reverseBytes(lows[i]));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          putNumber(type, values[i]);
        }
      }
    }
  }

  private void dictionaryPage(int size) throws IOException {
    writer.dictionary(page, size);
    dictionaryBytes = (int) writer.size();
  }

  private void indexPage(Values values, int rows, int distinct) throws IOException {
    putLevels(values, 0, values.count(), 0, rows);
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, distinct - 1));
    page.putByte(width);
    HybridEncoder.encode(indexes, 0, values.count(), width, page);
    writer.data(page, rows, Encoding.RLE_DICTIONARY);
  }

  /// Starts a page with which of its rows are there.
  private void putLevels(Values values, int from, int to, int firstRow, int endRow) {
    page.clear();
    page.putInt(0);
    HybridEncoder.encodePresence(values.rows(), from, to, firstRow, endRow, page);
    page.setInt(0, page.size() - Integer.BYTES);
  }

  @Override
  public void close() {
    writer.close();
  }
}
