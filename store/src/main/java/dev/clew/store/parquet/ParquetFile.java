package dev.clew.store.parquet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the footer of a file of [ParquetWriter] tells: its columns, and of each in each row group
/// where it stands, how many rows have a value, and between which numbers they lie. Some twenty
/// bytes for each chunk; holds no file open.
public final class ParquetFile {
  private static final int END_BYTES = 8;

  private final Path path;
  private final List<String> names;
  private final List<Physical> types;
  private final Map<String, Integer> columns = new HashMap<>();
  private final int[] firstRows;
  private final long[] offsets;
  private final int[] nulls;
  private final long[][] least;
  private final long[][] greatest;

  /// How values of a column are stored.
  public enum Physical {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    DOUBLE(5),
    TEXT(6),
    UUID(7);

    private final int code;

    Physical(int code) {
      this.code = code;
    }

    static Physical of(int code) throws IOException {
      for (Physical type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw new IOException("damaged: no type %d".formatted(code));
    }
  }

  /// @param firstRows of each row group, and the number of rows at the end
  /// @param offsets of the chunks, row group after row group, and the end of the last
  /// @param nulls rows without a value in each chunk
  /// @param least for each column the least number of each row group, or nothing
  ParquetFile(
      Path path,
      List<String> names,
      List<Physical> types,
      int[] firstRows,
      long[] offsets,
      int[] nulls,
      long[][] least,
      long[][] greatest) {
    this.path = path;
    this.names = List.copyOf(names);
    this.types = List.copyOf(types);
    this.firstRows = firstRows;
    this.offsets = offsets;
    this.nulls = nulls;
    this.least = least;
    this.greatest = greatest;
    for (int column = 0; column < names.size(); column++) {
      columns.put(names.get(column), column);
    }
  }

  /// Reads the footer of a file.
  ///
  /// @throws IOException when it cannot be read or is damaged
  public static ParquetFile open(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long size = file.length();
      byte[] end = new byte[END_BYTES];
      if (size < END_BYTES + Integer.BYTES) {
        throw new IOException("damaged: %s has %d bytes".formatted(path, size));
      }
      file.seek(size - END_BYTES);
      file.readFully(end);
      int length = (int) ByteCursor.INTS.get(end, 0);
      if (end[4] != 'P' || end[5] != 'A' || end[6] != 'R' || end[7] != '1') {
        throw new IOException("damaged: %s does not end as Parquet".formatted(path));
      }
      if (length < 0 || length > size - END_BYTES - Integer.BYTES) {
        throw new IOException("damaged: %s has no footer of %d bytes".formatted(path, length));
      }
      byte[] footer = new byte[length];
      long footerStart = size - END_BYTES - length;
      file.seek(footerStart);
      file.readFully(footer);
      return new FooterReader(path, footer, footerStart).read();
    }
  }

  public Path path() {
    return path;
  }

  /// About how much memory this takes.
  public long bytes() {
    long numbers = Arrays.stream(least).mapToLong(column -> 2L * column.length).sum();
    long text = names.stream().mapToLong(name -> 80L + name.length()).sum();
    return 8L * (offsets.length + numbers) + 4L * (nulls.length + firstRows.length) + text;
  }

  /// Number of row groups.
  public int groups() {
    return firstRows.length - 1;
  }

  /// Number of rows of all row groups.
  public int rows() {
    return firstRows[groups()];
  }

  /// Rows of a row group.
  public int rows(int group) {
    return firstRows[group + 1] - firstRows[group];
  }

  /// Number in the file of the first row of a row group.
  public int firstRow(int group) {
    return firstRows[group];
  }

  /// The row group of a row.
  public int groupOf(int row) {
    int found = Arrays.binarySearch(firstRows, row);
    return found >= 0 ? found : -found - 2;
  }

  /// Number of columns.
  int columns() {
    return names.size();
  }

  /// Number of a column; -1 when there is none of this name.
  public int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  public Physical type(int column) {
    return types.get(column);
  }

  String name(int column) {
    return names.get(column);
  }

  /// Whether some row of a row group has a value.
  public boolean hasValues(int group, int column) {
    return nulls(group, column) < rows(group);
  }

  int nulls(int group, int column) {
    return nulls[group * types.size() + column];
  }

  /// Whether the least and the greatest number of a column are known.
  public boolean hasBounds(int column) {
    return least[column].length > 0;
  }

  /// Least number of a column that has bounds, in a row group that has values.
  public long least(int group, int column) {
    return least[column][group];
  }

  /// Greatest number of a column that has bounds, in a row group that has values.
  public long greatest(int group, int column) {
    return greatest[column][group];
  }

  long start(int group, int column) {
    return offsets[group * types.size() + column];
  }

  int length(int group, int column) {
    int chunk = group * types.size() + column;
    return (int) (offsets[chunk + 1] - offsets[chunk]);
  }
}
