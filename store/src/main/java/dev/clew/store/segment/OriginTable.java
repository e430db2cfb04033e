package dev.clew.store.segment;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/// `origins.parquet`: the distinct resources, then the distinct scopes of a segment.
final class OriginTable extends ArrowReader {
  private final SpanBatch origins;
  private boolean isRead;

  private OriginTable(BufferAllocator allocator, SpanBatch origins) {
    super(allocator);
    this.origins = origins;
  }

  static void write(SpanBatch origins, ParquetFiles parquet, Path file) throws IOException {
    parquet.write(new OriginTable(parquet.allocator(), origins), file);
  }

  @Override
  protected Schema readSchema() {
    return new Schema(
        List.of(
            ArrowFields.int32("origin_id"),
            ArrowFields.bool("is_scope"),
            ArrowFields.text("name"),
            ArrowFields.text("version"),
            ArrowFields.text("schema_url"),
            ArrowFields.int32("dropped_attributes"),
            ArrowFields.text("attributes")));
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    if (isRead) {
      return false;
    }
    isRead = true;
    int resources = origins.resources().size();
    int rows = resources + origins.scopes().size();
    fillNumbers(resources, rows);
    fillTexts(resources, rows);
    getVectorSchemaRoot().setRowCount(rows);
    return true;
  }

  private void fillNumbers(int resources, int rows) throws IOException {
    IntVector ids = (IntVector) getVectorSchemaRoot().getVector("origin_id");
    BitVector isScope = (BitVector) getVectorSchemaRoot().getVector("is_scope");
    IntVector dropped = (IntVector) getVectorSchemaRoot().getVector("dropped_attributes");
    ids.allocateNew(rows);
    isScope.allocateNew(rows);
    dropped.allocateNew(rows);
    for (int row = 0; row < rows; row++) {
      boolean scope = row >= resources;
      int id = scope ? row - resources : row;
      ids.set(row, id);
      isScope.set(row, scope ? 1 : 0);
      dropped.set(row, (scope ? origins.scopes() : origins.resources()).droppedAttributes(id));
    }
  }

  private void fillTexts(int resources, int rows) throws IOException {
    TextBuffer names = new TextBuffer();
    TextBuffer versions = new TextBuffer();
    TextBuffer urls = new TextBuffer();
    TextBuffer attributes = new TextBuffer();
    JsonText json = new JsonText();
    for (int row = 0; row < rows; row++) {
      Origins table = row < resources ? origins.resources() : origins.scopes();
      int id = row < resources ? row : row - resources;
      names.set(row, origins.strings(), table.name(id));
      versions.set(row, origins.strings(), table.version(id));
      urls.set(row, origins.strings(), table.schemaUrl(id));
      json.clear();
      json.object(table.attributes(), id, origins.strings());
      attributes.set(row, json.buffer(), 0, json.size());
    }
    names.load(vector("name"), rows);
    versions.load(vector("version"), rows);
    urls.load(vector("schema_url"), rows);
    attributes.load(vector("attributes"), rows);
  }

  private VarCharVector vector(String name) throws IOException {
    return (VarCharVector) getVectorSchemaRoot().getVector(name);
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}
}
