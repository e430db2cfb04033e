package dev.clew.pipeline.tailsampling;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds an entity among the spans that wait, in memory or not.
final class EntitySearch {
  private final Bodies bodies;
  private final Records records;
  private final List<BitSet> matches = new ArrayList<>();

  EntitySearch(Bodies bodies, Records records, Pin.Entity entity) {
    this.bodies = bodies;
    this.records = records;
    for (int rank = 0; rank < bodies.chunks(); rank++) {
      matches.add(search(bodies.ranked(rank), entity));
    }
    records.forget();
  }

  /// Whether a row of a chain, or one behind it, has the entity.
  boolean isIn(int firstRow) {
    for (int row = firstRow; row >= 0; row = bodies.next(row)) {
      if (matches.get(bodies.rank(bodies.chunkOf(row))).get(bodies.indexOf(row))) {
        return true;
      }
    }
    return false;
  }

  private BitSet search(Bodies.Chunk chunk, Pin.Entity entity) {
    BitSet found = new BitSet();
    if (chunk.pending == 0) {
      return found;
    }
    SpanBatch body = chunk.body;
    if (body != null) {
      Sought sought = new Sought(body, entity);
      for (int row = 0; row < body.size(); row++) {
        found.set(row, sought.isAt(row));
      }
      return found;
    }
    Sought sought = null;
    int rows = chunk.rows == null ? Integer.MAX_VALUE : chunk.offsets.length;
    for (int row = 0; row < rows; row++) {
      SpanBatch batch = records.batch(chunk, row);
      if (batch == null) {
        break;
      }
      if (sought == null || sought.batch != batch) {
        sought = new Sought(batch, entity);
      }
      found.set(row, sought.isAt(chunk.row(row)));
    }
    return found;
  }

  /// An entity in terms of a batch.
  private static final class Sought {
    private final SpanBatch batch;
    private final int key;
    private final int value;

    Sought(SpanBatch batch, Pin.Entity entity) {
      this.batch = batch;
      key = batch.strings().find(entity.key());
      value = batch.strings().find(entity.value());
    }

    boolean isAt(int row) {
      return key >= 0
          && value >= 0
          && (isIn(batch.attributes(), row)
              || isIn(batch.resources().attributes(), batch.resource(row)));
    }

    private boolean isIn(Attributes attributes, int owner) {
      int entry = attributes.find(owner, key);
      return entry >= 0
          && attributes.type(entry) == ValueType.STRING
          && attributes.value(entry) == value;
    }
  }
}
