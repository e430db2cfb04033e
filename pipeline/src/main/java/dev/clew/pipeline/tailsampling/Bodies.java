package dev.clew.pipeline.tailsampling;

import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The spans that wait, each 12 bytes and a share of a chunk.
///
/// A chunk is a batch as it arrived, if most of it waits: it costs nothing to hold, the store may
/// hold it too, and nearly all rows of a batch are due within a tick of each other, since most
/// traces begin and end within few batches. Where few rows of a batch wait, or a small batch would
/// cost more in tables than in spans, rows are copied to a chunk that gathers them over a second. A
/// chunk goes when no row of it waits.
///
/// Over the budget the bodies of the oldest chunks leave memory; what stays is which record, batch
/// and row of the log each one was.
final class Bodies {
  private static final int NONE = -1;

  /// A batch that holds more bytes than this for each waiting row is copied.
  private static final int MAX_BYTES_PER_ROW = 800;

  /// Rows of a batch that share a number of arrival.
  static final int ROWS_OF_ARRIVAL = 1 << 17;

  /// A batch of which only one row in so many still waits, by size, is gathered, too.
  private static final int SPARSENESS = 2;

  private static final int GATHERED_ROWS = 4_096;
  private static final int GATHERED_TICKS = 10;

  private static final Chunk EMPTY =
      new Chunk(new SpanBatch(0), new long[0], new int[0], new int[0], null);

  private Chunk[] chunks = new Chunk[64];
  private int firstChunk;
  private int chunkCount;
  private int spilled;

  private int[] rowChunk = new int[0];
  private int[] rowIndex = new int[0];
  private int[] rowNext = new int[0];
  private int freeRow = NONE;
  private int usedRows;
  private int rows;

  private @Nullable Chunk gathering;
  private int gatheringId;
  private long gatheringSince;
  private long bytes;
  private int arrivals;
  private int[] sparse = new int[16];
  private int sparseCount;

  /// Rows of one batch, or gathered from several.
  static final class Chunk {
    @Nullable SpanBatch body;
    int pending;
    long bytes;

    /// Of each row if rows were gathered, else of all.
    long[] offsets;

    /// Which batch of the record, as `offsets`.
    int[] batches;

    /// Which row of the batch; null if rows are where they were.
    int @Nullable [] rows;

    /// Number of arrival of the batch, as `offsets`.
    int[] arrivals;

    /// References that were made to it, if it is a batch as it arrived.
    int[] references = new int[0];

    boolean isSparse;

    private Chunk(
        SpanBatch body, long[] offsets, int[] batches, int[] arrivals, int @Nullable [] rows) {
      this.arrivals = arrivals;
      this.body = body;
      this.offsets = offsets;
      this.batches = batches;
      this.rows = rows;
    }

    long offset(int row) {
      return rows == null ? offsets[0] : offsets[row];
    }

    int batch(int row) {
      return rows == null ? batches[0] : batches[row];
    }

    int row(int row) {
      return rows == null ? row : rows[row];
    }

    /// Ascends with arrival; wraps around.
    int arrival(int row) {
      return rows == null ? arrivals[0] + row / ROWS_OF_ARRIVAL : arrivals[row];
    }
  }

  /// Bytes of bodies in memory.
  long bytes() {
    return bytes;
  }

  /// Bytes of references to rows, whether their bodies are in memory or not.
  long referenceBytes() {
    return 12L * rowChunk.length;
  }

  /// Rows that wait.
  int rows() {
    return rows;
  }

  /// Holds some rows of a batch that waits for the traces they belong to.
  ///
  /// @param waiting rows, ascending
  /// @param references set to the number of each row here
  void hold(
      SpanBatch batch,
      int[] waiting,
      int count,
      long offset,
      int ordinal,
      long tick,
      int[] references) {
    if (count == 0) {
      return;
    }
    if (batch.bytes() <= (long) count * MAX_BYTES_PER_ROW) {
      int[] arrival = {arrivals};
      int id = add(new Chunk(batch, new long[] {offset}, new int[] {ordinal}, arrival, null));
      Chunk chunk = chunk(id);
      chunk.bytes = batch.bytes() + 4L * count;
      bytes += chunk.bytes;
      for (int i = 0; i < count; i++) {
        references[i] = reference(id, chunk, waiting[i]);
      }
      chunk.references = Arrays.copyOf(references, count);
    } else {
      gather(batch, waiting, count, offset, ordinal, tick, references);
    }
    arrivals += 1 + batch.size() / ROWS_OF_ARRIVAL;
  }

  private void gather(
      SpanBatch batch,
      int[] waiting,
      int count,
      long offset,
      int ordinal,
      long tick,
      int[] references) {
    RowMapping mapping = null;
    Chunk mapped = null;
    for (int i = 0; i < count; i++) {
      Chunk chunk = gatheringAt(tick);
      if (mapping == null || mapped != chunk) {
        mapping = mapping(batch, bodyOf(chunk), count - i);
        mapped = chunk;
      }
      int arrival = arrivals + waiting[i] / ROWS_OF_ARRIVAL;
      int row = append(chunk, batch, waiting[i], mapping, offset, ordinal, arrival);
      references[i] = reference(gatheringId, chunk, row);
    }
    account();
  }

  private static RowMapping mapping(SpanBatch batch, SpanBatch body, int rows) {
    boolean isFew = rows * 32L < batch.strings().size();
    return isFew ? RowMapping.forFew(batch, body) : new RowMapping(batch, body);
  }

  private static SpanBatch bodyOf(Chunk chunk) {
    SpanBatch body = chunk.body;
    if (body == null) {
      throw new IllegalStateException("gathered rows left memory while they were gathered");
    }
    return body;
  }

  /// Copies a row to a chunk; returns its place there.
  private static int append(
      Chunk chunk,
      SpanBatch batch,
      int source,
      RowMapping mapping,
      long offset,
      int ordinal,
      int arrival) {
    int row = bodyOf(chunk).append(batch, source, mapping);
    int[] origins = chunk.rows == null ? new int[row] : chunk.rows;
    if (row >= origins.length) {
      int capacity = Math.max(64, row * 2);
      chunk.offsets = Arrays.copyOf(chunk.offsets, capacity);
      chunk.batches = Arrays.copyOf(chunk.batches, capacity);
      chunk.arrivals = Arrays.copyOf(chunk.arrivals, capacity);
      origins = Arrays.copyOf(origins, capacity);
      chunk.rows = origins;
    }
    chunk.offsets[row] = offset;
    chunk.batches[row] = ordinal;
    chunk.arrivals[row] = arrival;
    origins[row] = source;
    return row;
  }

  private Chunk gatheringAt(long tick) {
    Chunk open = gathering;
    if (open != null) {
      SpanBatch body = open.body;
      boolean isFull = body == null || body.size() >= GATHERED_ROWS;
      if (!isFull && tick - gatheringSince < GATHERED_TICKS) {
        return open;
      }
      endGathering();
    }
    Chunk fresh = new Chunk(new SpanBatch(64), new long[64], new int[64], new int[64], new int[64]);
    gatheringId = add(fresh);
    gatheringSince = tick;
    gathering = fresh;
    return fresh;
  }

  private void endGathering() {
    account();
    Chunk ended = gathering;
    gathering = null;
    if (ended != null && ended.pending == 0) {
      drop(gatheringId, ended);
    }
  }

  private void account() {
    Chunk open = gathering;
    if (open != null && open.body != null) {
      long now = open.body.bytes() + 20L * open.offsets.length;
      bytes += now - open.bytes;
      open.bytes = now;
    }
  }

  private int reference(int id, Chunk chunk, int index) {
    int row = freeRow;
    if (row == NONE) {
      if (usedRows == rowChunk.length) {
        int capacity = Math.max(1_024, usedRows + (usedRows >> 1));
        rowChunk = Arrays.copyOf(rowChunk, capacity);
        rowIndex = Arrays.copyOf(rowIndex, capacity);
        rowNext = Arrays.copyOf(rowNext, capacity);
      }
      row = usedRows++;
    } else {
      freeRow = rowNext[row];
    }
    rowChunk[row] = id;
    rowIndex[row] = index;
    rowNext[row] = NONE;
    chunk.pending++;
    rows++;
    return row;
  }

  void link(int row, int next) {
    rowNext[row] = next;
  }

  /// The row behind another one in its trace; -1 if there is none.
  int next(int row) {
    return rowNext[row];
  }

  int chunkOf(int row) {
    return rowChunk[row];
  }

  /// The chunk of a row.
  Chunk chunkAt(int row) {
    return chunk(rowChunk[row]);
  }

  int indexOf(int row) {
    return rowIndex[row];
  }

  /// Place of a chunk among those that are there; ascends with time.
  int rank(int id) {
    return id - firstChunk;
  }

  /// The chunk of a rank.
  Chunk ranked(int rank) {
    return chunk(firstChunk + rank);
  }

  int chunks() {
    return chunkCount;
  }

  /// Lets go of the rows of a trace.
  void release(int firstRow) {
    for (int row = firstRow; row != NONE; ) {
      int next = rowNext[row];
      int id = rowChunk[row];
      Chunk chunk = chunk(id);
      chunk.pending--;
      if (chunk.pending == 0 && chunk != gathering) {
        drop(id, chunk);
      } else if (isSparse(chunk)) {
        noteSparse(id, chunk);
      }
      rowIndex[row] = NONE;
      rowNext[row] = freeRow;
      freeRow = row;
      rows--;
      row = next;
    }
  }

  private static boolean isSparse(Chunk chunk) {
    return !chunk.isSparse
        && chunk.rows == null
        && chunk.body != null
        && chunk.bytes > (long) chunk.pending * SPARSENESS * MAX_BYTES_PER_ROW;
  }

  private void noteSparse(int id, Chunk chunk) {
    chunk.isSparse = true;
    if (sparseCount == sparse.length) {
      sparse = Arrays.copyOf(sparse, sparseCount * 2);
    }
    sparse[sparseCount++] = id;
  }

  /// Gathers what still waits of batches of which most rows were let go.
  void compact(long tick) {
    for (int i = 0; i < sparseCount; i++) {
      Chunk chunk = chunk(sparse[i]);
      SpanBatch body = chunk.body;
      if (chunk.isSparse && chunk.pending > 0 && body != null) {
        gatherRest(sparse[i], chunk, body, tick);
      }
    }
    sparseCount = 0;
  }

  private void gatherRest(int id, Chunk sparseChunk, SpanBatch body, long tick) {
    RowMapping mapping = null;
    Chunk mapped = null;
    for (int reference : sparseChunk.references) {
      int row = rowIndex[reference];
      if (rowChunk[reference] == id && row != NONE) {
        Chunk chunk = gatheringAt(tick);
        if (mapping == null || mapped != chunk) {
          mapping = mapping(body, bodyOf(chunk), sparseChunk.pending);
          mapped = chunk;
        }
        int arrival = sparseChunk.arrival(row);
        rowIndex[reference] =
            append(
                chunk, body, row, mapping, sparseChunk.offsets[0], sparseChunk.batches[0], arrival);
        rowChunk[reference] = gatheringId;
        chunk.pending++;
        sparseChunk.pending--;
      }
    }
    account();
    drop(id, sparseChunk);
  }

  private void drop(int id, Chunk chunk) {
    unload(chunk);
    chunk.offsets = new long[0];
    if (id == firstChunk) {
      while (chunkCount > 0 && chunk(firstChunk).offsets.length == 0) {
        chunks[firstChunk & chunks.length - 1] = EMPTY;
        firstChunk++;
        chunkCount--;
        spilled = Math.max(0, spilled - 1);
      }
    }
  }

  private void unload(Chunk chunk) {
    if (chunk.body != null) {
      bytes -= chunk.bytes;
      chunk.body = null;
      chunk.references = new int[0];
      chunk.isSparse = false;
    }
  }

  /// Takes the oldest bodies out of memory until the rest is within a budget.
  void spillTo(long budget) {
    boolean isOver = bytes > budget;
    while (isOver) {
      isOver = spillOldest() && bytes > budget;
    }
  }

  /// Takes the oldest body that is in memory out of it; tells whether there was one.
  boolean spillOldest() {
    while (spilled < chunkCount) {
      Chunk chunk = ranked(spilled++);
      if (chunk.body != null) {
        if (chunk == gathering) {
          endGathering();
        }
        unload(chunk);
        return true;
      }
    }
    return false;
  }

  private int add(Chunk chunk) {
    if (chunkCount == chunks.length) {
      Chunk[] larger = new Chunk[chunks.length * 2];
      for (int rank = 0; rank < chunkCount; rank++) {
        int id = firstChunk + rank;
        larger[id & larger.length - 1] = chunks[id & chunks.length - 1];
      }
      chunks = larger;
    }
    int id = firstChunk + chunkCount++;
    chunks[id & chunks.length - 1] = chunk;
    return id;
  }

  private Chunk chunk(int id) {
    return chunks[id & chunks.length - 1];
  }
}
