package dev.clew.store.parquet;

import dev.clew.model.Strings;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes one Parquet file, row group after row group. The file counts only once [#finish] has
/// returned.
public final class ParquetWriter implements Closeable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<ParquetColumn> columns;
  private final OutputStream file;
  private final ChunkEncoder encoder;
  private final Footer footer;
  private final Values values = new Values();
  private long offset;

  /// Gathers the values of a column in a row group.
  public interface Filler {
    /// @param column index of the column
    /// @param values empty
    void fill(int column, Values values);
  }

  private ParquetWriter(List<ParquetColumn> columns, OutputStream file) {
    this.columns = List.copyOf(columns);
    this.file = file;
    this.encoder = new ChunkEncoder(file);
    this.footer = new Footer(this.columns);
  }

  /// Begins a new file.
  public static ParquetWriter create(Path path, List<ParquetColumn> columns) throws IOException {
    ParquetWriter writer = new ParquetWriter(columns, Files.newOutputStream(path));
    writer.write(MAGIC, MAGIC.length);
    return writer;
  }

  /// Appends a row group; there must be at least one row.
  ///
  /// @param strings what the ids of texts refer to; may grow while the columns are filled
  public void rowGroup(int rows, Strings strings, Filler filler) throws IOException {
    List<ChunkMeta> chunks = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      filler.fill(column, values.clear());
      ChunkMeta chunk = encoder.encode(columns.get(column).type(), values, rows, strings, offset);
      offset += chunk.size();
      chunks.add(chunk);
    }
    footer.add(rows, chunks);
  }

  /// Writes what stands at the end.
  public void finish() throws IOException {
    ByteSink end = footer.encode();
    int length = end.size();
    end.putInt(length);
    end.putBytes(MAGIC, 0, MAGIC.length);
    write(end.bytes(), end.size());
  }

  private void write(byte[] bytes, int length) throws IOException {
    file.write(bytes, 0, length);
    offset += length;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    file.close();
  }
}
