package dev.clew.store.segment;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;

/// Reads `origins.parquet` back: resource and scope numbers are the rows of their table.
final class OriginReader {
  private final SpanBatch batch = new SpanBatch(4);
  private final PickedColumns columns;
  private final Picked isScope;
  private final Picked name;
  private final Picked version;
  private final Picked schemaUrl;
  private final Picked droppedAttributes;
  private final Picked attributes;
  private final JsonAttributes json = new JsonAttributes(batch.strings());

  private OriginReader(ParquetReader reader) {
    columns = new PickedColumns(reader, batch.strings());
    isScope = columns.numbers("is_scope");
    name = columns.texts("name");
    version = columns.texts("version");
    schemaUrl = columns.texts("schema_url");
    droppedAttributes = columns.numbers("dropped_attributes");
    attributes = columns.longTexts("attributes");
  }

  /// A batch without spans that holds the resources and scopes.
  static SpanBatch read(ParquetReader reader) throws IOException {
    OriginReader origins = new OriginReader(reader);
    RowSet all = new RowSet();
    for (int group = 0; group < reader.file().groups(); group++) {
      origins.columns.move(group, all.fill(reader.file().rows(group)));
      for (int row = 0; row < origins.name.size(); row++) {
        origins.readRow(row);
      }
    }
    return origins.batch;
  }

  private void readRow(int row) throws IOException {
    Origins table = isScope.number(row) != 0 ? batch.scopes() : batch.resources();
    json.read(AttributeValues.bytes(attributes, row), table.attributes(), _ -> true);
    table.endRow(
        (int) name.number(row),
        (int) version.number(row),
        (int) schemaUrl.number(row),
        (int) droppedAttributes.number(row));
  }
}
