package dev.clew.store.parquet;

import dev.clew.store.parquet.ParquetFile.Physical;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what [Footer] writes, and refuses what cannot be: chunks stand one behind the other from
/// the start of the file to the footer, so that damage to any place or size of one shows.
final class FooterReader {
  private static final int ZSTD = 6;
  private static final int MAX_ROWS = 1 << 30;
  private static final int MAX_GROUP_ROWS = 1 << 22;
  private static final int MAX_COLUMNS = 1 << 12;
  private static final int FIRST_OFFSET = 4;
  private static final long[] NONE = {};

  private final Path path;
  private final long footerStart;
  private final ByteCursor cursor = new ByteCursor();
  private final ThriftReader thrift = new ThriftReader(cursor);
  private final List<String> names = new ArrayList<>();
  private final List<Physical> types = new ArrayList<>();
  private int[] firstRows = {0};
  private long[] offsets = {};
  private int[] nulls = {};
  private long[][] least = {};
  private long[][] greatest = {};
  private long rows = -1;
  private long offset = FIRST_OFFSET;

  FooterReader(Path path, byte[] footer, long footerStart) {
    this.path = path;
    this.footerStart = footerStart;
    cursor.over(footer, 0, footer.length);
  }

  ParquetFile read() throws IOException {
    try {
      readFile();
    } catch (IOException damaged) {
      throw new IOException("%s: footer %s".formatted(path, damaged.getMessage()), damaged);
    }
    return new ParquetFile(path, names, types, firstRows, offsets, nulls, least, greatest);
  }

  private void readFile() throws IOException {
    thrift.begin();
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 2 -> readSchema();
        case 3 -> rows = thrift.count(MAX_ROWS);
        case 4 -> readGroups();
        default -> thrift.skip();
      }
    }
    if (rows != firstRows[firstRows.length - 1] || offset != footerStart || offsets.length == 0) {
      throw new IOException("damaged: rows or chunks are missing");
    }
  }

  private void readSchema() throws IOException {
    int elements = thrift.structs();
    if (elements > MAX_COLUMNS || elements < 1 || !names.isEmpty()) {
      throw new IOException("damaged: %d columns".formatted(elements));
    }
    for (int element = 0; element < elements; element++) {
      readElement(element == 0);
    }
    least = new long[names.size()][];
    greatest = new long[names.size()][];
  }

  private void readElement(boolean isRoot) throws IOException {
    String name = "";
    int type = -1;
    thrift.begin();
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 1 -> type = thrift.count(Byte.MAX_VALUE);
        case 4 -> name = thrift.text();
        default -> thrift.skip();
      }
    }
    thrift.end();
    if (!isRoot) {
      names.add(name);
      types.add(Physical.of(type));
    }
  }

  private void readGroups() throws IOException {
    int groups = thrift.structs();
    int columns = names.size();
    // A chunk takes more than sixteen bytes of the footer, so that this is no more than the footer.
    if (columns == 0 || offsets.length > 0 || (long) groups * columns > cursor.remaining() / 16) {
      throw new IOException("damaged: %d row groups".formatted(groups));
    }
    firstRows = new int[groups + 1];
    offsets = new long[groups * columns + 1];
    nulls = new int[groups * columns];
    for (int column = 0; column < columns; column++) {
      boolean isNumber = hasBounds(types.get(column));
      least[column] = isNumber ? new long[groups] : NONE;
      greatest[column] = isNumber ? new long[groups] : NONE;
      Arrays.fill(least[column], Long.MIN_VALUE);
      Arrays.fill(greatest[column], Long.MAX_VALUE);
    }
    offsets[0] = offset;
    for (int group = 0; group < groups; group++) {
      readGroup(group);
    }
  }

  private static boolean hasBounds(Physical type) {
    return type == Physical.INT32 || type == Physical.INT64;
  }

  private void readGroup(int group) throws IOException {
    boolean hasChunks = false;
    long rowsOfGroup = -1;
    thrift.begin();
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 1 -> {
          if (hasChunks || thrift.structs() != names.size()) {
            throw new IOException("damaged: chunks of row group %d".formatted(group));
          }
          hasChunks = true;
          for (int column = 0; column < names.size(); column++) {
            readChunk(group, column);
          }
        }
        case 3 -> rowsOfGroup = thrift.count(MAX_GROUP_ROWS);
        default -> thrift.skip();
      }
    }
    thrift.end();
    if (!hasChunks || rowsOfGroup < 1 || rowsOfGroup > MAX_ROWS - firstRows[group]) {
      throw new IOException("damaged: row group %d".formatted(group));
    }
    firstRows[group + 1] = firstRows[group] + (int) rowsOfGroup;
    for (int column = 0; column < names.size(); column++) {
      if (nulls[group * names.size() + column] > rowsOfGroup) {
        throw new IOException("damaged: more nulls than rows");
      }
    }
  }

  private void readChunk(int group, int column) throws IOException {
    thrift.begin();
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      if (field == 3) {
        thrift.struct();
        readMeta(group, column);
        thrift.end();
      } else {
        thrift.skip();
      }
    }
    thrift.end();
  }

  private void readMeta(int group, int column) throws IOException {
    long length = -1;
    long first = -1;
    long dictionary = -1;
    int codec = -1;
    int type = -1;
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      switch (field) {
        case 1 -> type = thrift.count(Byte.MAX_VALUE);
        case 4 -> codec = thrift.count(Byte.MAX_VALUE);
        case 7 -> length = thrift.number();
        case 9 -> first = thrift.number();
        case 11 -> dictionary = thrift.number();
        case 12 -> {
          thrift.struct();
          readStatistics(group, column);
          thrift.end();
        }
        default -> thrift.skip();
      }
    }
    long start = dictionary >= 0 ? dictionary : first;
    boolean isSound =
        Physical.of(type) == types.get(column)
            && start == offset
            && length > 0
            && length <= Math.min(footerStart - offset, Integer.MAX_VALUE)
            && first >= start
            && first < start + length;
    if (!isSound || codec != ZSTD) {
      throw new IOException("damaged: chunk %d of row group %d".formatted(column, group));
    }
    offset += length;
    offsets[group * names.size() + column + 1] = offset;
  }

  private void readStatistics(int group, int column) throws IOException {
    for (int field = thrift.next(); field != ThriftReader.STOP; field = thrift.next()) {
      boolean isNumber = hasBounds(types.get(column));
      switch (field) {
        case 3 -> nulls[group * names.size() + column] = thrift.count(MAX_GROUP_ROWS);
        case 5 -> {
          if (isNumber) {
            greatest[column][group] = plain(thrift.binary(), types.get(column));
          } else {
            thrift.skip();
          }
        }
        case 6 -> {
          if (isNumber) {
            least[column][group] = plain(thrift.binary(), types.get(column));
          } else {
            thrift.skip();
          }
        }
        default -> thrift.skip();
      }
    }
  }

  private static long plain(byte[] bytes, Physical type) throws IOException {
    boolean isShort = type == Physical.INT32;
    if (bytes.length != (isShort ? Integer.BYTES : Long.BYTES)) {
      throw new IOException("damaged: a bound of %d bytes".formatted(bytes.length));
    }
    return isShort ? (int) ByteCursor.INTS.get(bytes, 0) : (long) ByteCursor.LONGS.get(bytes, 0);
  }
}
