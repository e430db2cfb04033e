package dev.clew.store.parquet;

import dev.clew.model.Strings;
import dev.clew.store.parquet.ParquetFile.Physical;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads columns of row groups of a file that [ParquetWriter] wrote, for one thread.
///
/// A test is asked once for each distinct value where there is a dictionary, then for each row by
/// the index of its value; a dictionary of which nothing passes ends the matter before the rows are
/// unpacked. Whatever the file holds, a read ends, with a result or an [IOException], and takes no
/// more memory than the pages that are really there.
public final class ParquetReader implements Closeable {
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final byte UNKNOWN = 0;
  private static final byte PASSES = 1;
  private static final byte FAILS = 2;

  private final ParquetFile file;
  private final RandomAccessFile source;
  private final ReadBuffers buffers;
  private final ByteCursor cursor = new ByteCursor();
  private final ThriftReader thrift = new ThriftReader(cursor);
  private byte[] passing = new byte[0];
  private int[] ids = new int[0];
  private int packed;
  private int unpacked;
  private int type;
  private int values;
  private int encoding;

  private ParquetReader(ParquetFile file, RandomAccessFile source, ReadBuffers buffers) {
    this.file = file;
    this.source = source;
    this.buffers = buffers;
  }

  /// @param buffers that nobody else uses until this is closed
  public static ParquetReader open(ParquetFile file, ReadBuffers buffers) throws IOException {
    return new ParquetReader(file, new RandomAccessFile(file.path().toFile(), "r"), buffers);
  }

  public ParquetFile file() {
    return file;
  }

  /// Keeps of the rows of a row group those whose value of a column passes.
  ///
  /// @param column -1 for one that the file does not have, whose values are absent
  public void keep(int group, int column, ColumnTest test, RowSet rows) throws IOException {
    if (!isDecided(group, column, test, rows)) {
      visit(group, column, new Keeping(test, rows));
    }
  }

  /// What the footer tells already.
  private boolean isDecided(int group, int column, ColumnTest test, RowSet rows) {
    if (column < 0 || !file.hasValues(group, column)) {
      if (!test.passesAbsent()) {
        rows.clear(rows.size());
      }
      return true;
    }
    if (test instanceof ColumnTest.Between range && file.hasBounds(column)) {
      long least = file.least(group, column);
      long greatest = file.greatest(group, column);
      if (!range.overlaps(least, greatest)) {
        rows.clear(rows.size());
        return true;
      }
      boolean isAll = range.isInside() && range.least() <= least && range.greatest() >= greatest;
      return isAll && file.nulls(group, column) == 0;
    }
    return test instanceof ColumnTest.Present && file.nulls(group, column) == 0;
  }

  /// Picks the values that rows of a row group have in a column.
  ///
  /// @param column -1 for one that the file does not have, whose values are absent
  /// @param strings takes texts, which are picked as their ids; null to have their bytes
  public void pick(int group, int column, RowSet rows, @Nullable Strings strings, Picked picked)
      throws IOException {
    picked.clear();
    boolean areTexts = strings == null && column >= 0 && file.type(column) == Physical.TEXT;
    if (column >= 0 && file.hasValues(group, column)) {
      visit(group, column, new Picking(rows, strings, picked, areTexts));
    } else {
      picked.addAbsent(rows.count(), areTexts);
    }
  }

  /// What is done with the pages of a chunk.
  private interface Visitor {
    /// The dictionary has been read, if there is one.
    ///
    /// @return whether to go on
    boolean dictionary(DictionaryPage distinct);

    /// Whether a page matters that holds rows from `first` (in) to `end` (out).
    boolean wants(int first, int end);

    void page(DataPage page, int first, DictionaryPage distinct);
  }

  private void visit(int group, int column, Visitor visitor) throws IOException {
    try {
      visitPages(group, column, visitor);
    } catch (IOException | IndexOutOfBoundsException damaged) {
      throw new IOException(
          "%s: column %s of row group %d: %s"
              .formatted(file.path(), file.name(column), group, damaged.getMessage()),
          damaged);
    }
  }

  private void visitPages(int group, int column, Visitor visitor) throws IOException {
    int length = file.length(group, column);
    byte[] chunk = buffers.chunk(length);
    source.seek(file.start(group, column));
    source.readFully(chunk, 0, length);
    cursor.over(chunk, 0, length);
    DictionaryPage distinct = buffers.texts;
    distinct.clear();
    boolean isFirst = true;
    int rows = file.rows(group);
    int first = 0;
    while (first < rows) {
      readHeader();
      int from = cursor.at();
      cursor.skip(packed);
      if (type == DICTIONARY_PAGE && isFirst) {
        byte[] page = buffers.dictionary(from, packed, unpacked);
        distinct.read(page, unpacked, values, file.type(column));
        if (!visitor.dictionary(distinct)) {
          return;
        }
      } else if (type == DATA_PAGE && values >= 1 && values <= rows - first) {
        if (visitor.wants(first, first + values)) {
          byte[] page = buffers.page(from, packed, unpacked);
          buffers.data.read(page, unpacked, values, encoding, file.type(column), distinct.size());
          visitor.page(buffers.data, first, distinct);
        }
        first += values;
      } else {
        throw new IOException("damaged: a page of type %d, %d values".formatted(type, values));
      }
      isFirst = false;
    }
  }

  private void readHeader() throws IOException {
    type = -1;
    packed = -1;
    unpacked = -1;
    values = -1;
    encoding = -1;
    thrift.reset();
    thrift.begin();
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 1 -> type = thrift.count(Byte.MAX_VALUE);
        case 2 -> unpacked = thrift.count(Integer.MAX_VALUE - ReadBuffers.ROOM);
        case 3 -> packed = thrift.count(cursor.remaining());
        case 5, 7 -> {
          thrift.struct();
          readKind();
          thrift.end();
        }
        default -> thrift.skip();
      }
    }
    thrift.end();
    if (packed < 0 || unpacked < 0 || values < 0) {
      throw new IOException("damaged: a page without a size or a count");
    }
  }

  private void readKind() throws IOException {
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 1 -> values = thrift.count(Integer.MAX_VALUE);
        case 2 -> encoding = thrift.count(Byte.MAX_VALUE);
        default -> thrift.skip();
      }
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
    buffers.trim();
  }

  private static boolean passes(ColumnTest test, DataPage page, int ordinal) {
    return switch (test) {
      case ColumnTest.Present _ -> true;
      case ColumnTest.Between range -> range.test(page.number(ordinal));
      case ColumnTest.Numbers(var numbers) -> numbers.test(page.number(ordinal));
      case ColumnTest.Id(long high, long low) ->
          page.number(ordinal) == high && page.low(ordinal) == low;
      case ColumnTest.Texts(var texts, _) ->
          texts.test(page.bytes(), page.textStart(ordinal), page.textLength(ordinal));
    };
  }

  private static boolean passes(ColumnTest test, DictionaryPage distinct, int index) {
    return switch (test) {
      case ColumnTest.Present _ -> true;
      case ColumnTest.Between range -> range.test(distinct.number(index));
      case ColumnTest.Numbers(var numbers) -> numbers.test(distinct.number(index));
      case ColumnTest.Id _ -> false;
      case ColumnTest.Texts(var texts, _) -> {
        int start = distinct.start(index);
        yield texts.test(distinct.bytes(), start, distinct.end(index) - start);
      }
    };
  }

  /// Keeps the rows that pass.
  private final class Keeping implements Visitor {
    private final ColumnTest test;
    private final RowSet rows;

    Keeping(ColumnTest test, RowSet rows) {
      this.test = test;
      this.rows = rows;
    }

    @Override
    public boolean dictionary(DictionaryPage distinct) {
      if (passing.length < distinct.size()) {
        passing = new byte[Math.max(distinct.size(), 1 << 8)];
      }
      Arrays.fill(passing, 0, distinct.size(), UNKNOWN);
      if (rows.count() < distinct.size() / 4) {
        return true;
      }
      boolean isAny = test.passesAbsent();
      for (int i = 0; i < distinct.size(); i++) {
        isAny |= isPassing(distinct, i);
      }
      if (!isAny) {
        rows.clear(rows.size());
      }
      return isAny;
    }

    /// Asks once for each value; where few rows are left, for theirs alone.
    private boolean isPassing(DictionaryPage distinct, int index) {
      if (passing[index] == UNKNOWN) {
        passing[index] = passes(test, distinct, index) ? PASSES : FAILS;
      }
      return passing[index] == PASSES;
    }

    @Override
    public boolean wants(int first, int end) {
      return rows.next(first) < end;
    }

    @Override
    public void page(DataPage page, int first, DictionaryPage distinct) {
      boolean isPlain = page.form() == DataPage.Form.PLAIN;
      if (test instanceof ColumnTest.Between range && isPlain && canScan(page, first)) {
        scan(page, range);
        return;
      }
      if (test instanceof ColumnTest.Texts(var texts, boolean passesAbsent)
          && isPlain
          && !passesAbsent
          && !texts.mayPass(page.bytes(), page.valuesStart(), page.valuesEnd())) {
        rows.removeAll(first, first + page.rows());
        return;
      }
      boolean isIndexed = page.form() == DataPage.Form.INDEXES;
      int end = first + page.rows();
      for (int row = rows.next(first); row < end; row = rows.next(row + 1)) {
        boolean isKept = test.passesAbsent();
        if (page.has(row - first)) {
          int ordinal = page.ordinal(row - first);
          isKept =
              isIndexed ? isPassing(distinct, page.index(ordinal)) : passes(test, page, ordinal);
        }
        if (!isKept) {
          rows.remove(row);
        }
      }
    }

    private boolean canScan(DataPage page, int first) {
      return page.isLong() && page.isFull() && first == 0 && page.rows() == rows.size();
    }

    private void scan(DataPage page, ColumnTest.Between range) {
      for (int word = 0; word << 6 < page.rows(); word++) {
        if (rows.word(word) != 0) {
          long within = page.within(word, range.least(), range.greatest());
          rows.keep(word, range.isInside() ? within : ~within);
        }
      }
    }
  }

  /// Picks the values of rows.
  private final class Picking implements Visitor {
    private final RowSet rows;
    private final @Nullable Strings strings;
    private final Picked picked;
    private final boolean areTexts;

    Picking(RowSet rows, @Nullable Strings strings, Picked picked, boolean areTexts) {
      this.rows = rows;
      this.strings = strings;
      this.picked = picked;
      this.areTexts = areTexts;
    }

    @Override
    public boolean dictionary(DictionaryPage distinct) {
      if (ids.length < distinct.size()) {
        ids = new int[Math.max(distinct.size(), 1 << 8)];
      }
      Arrays.fill(ids, 0, distinct.size(), -1);
      return true;
    }

    @Override
    public boolean wants(int first, int end) {
      return rows.next(first) < end;
    }

    @Override
    public void page(DataPage page, int first, DictionaryPage distinct) {
      int end = first + page.rows();
      for (int row = rows.next(first); row < end; row = rows.next(row + 1)) {
        if (page.has(row - first)) {
          pick(page, page.ordinal(row - first), distinct);
        } else {
          picked.addAbsent(1, areTexts);
        }
      }
    }

    private void pick(DataPage page, int ordinal, DictionaryPage distinct) {
      if (page.form() == DataPage.Form.INDEXES) {
        pick(distinct, page.index(ordinal), page.type());
      } else if (page.type() == Physical.UUID) {
        picked.addId(page.number(ordinal), page.low(ordinal));
      } else if (page.type() == Physical.TEXT) {
        addText(page.bytes(), page.textStart(ordinal), page.textLength(ordinal));
      } else {
        picked.add(page.number(ordinal));
      }
    }

    private void pick(DictionaryPage distinct, int index, Physical column) {
      if (column != Physical.TEXT) {
        picked.add(distinct.number(index));
        return;
      }
      int start = distinct.start(index);
      int length = distinct.end(index) - start;
      if (strings == null) {
        picked.addText(distinct.bytes(), start, length);
        return;
      }
      if (ids[index] < 0) {
        ids[index] = strings.add(distinct.bytes(), start, length);
      }
      picked.add(ids[index]);
    }

    private void addText(byte[] bytes, int start, int length) {
      if (strings == null) {
        picked.addText(bytes, start, length);
      } else {
        picked.add(strings.add(bytes, start, length));
      }
    }
  }
}
