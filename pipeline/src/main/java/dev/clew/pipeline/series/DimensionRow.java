package dev.clew.pipeline.series;

import dev.clew.model.Strings;
import java.util.Arrays;

/// The dimension values of the item that is being counted: one for each column of the stage.
///
/// A value is absent, known to the [TextPool], or new to it. A new one is added to the pool only
/// when a metric has room for a series of it, so that a flood of values leaves no trace.
public final class DimensionRow {
  private static final int NEW = -1;
  private static final Strings NOTHING = new Strings();

  private final TextPool pool;
  private final int[] references;
  private final int[] ids;
  private final Strings[] sources;

  public DimensionRow(TextPool pool, int columns) {
    this.pool = pool;
    references = new int[columns];
    ids = new int[columns];
    sources = new Strings[columns];
    Arrays.fill(sources, NOTHING);
  }

  /// Sets a column to a reference of the pool, or to absent.
  public void known(int column, int reference) {
    references[column] = reference;
  }

  /// Sets a column to a text of a dictionary; returns its reference, or a negative number if it is
  /// new.
  public int text(int column, Strings source, int id) {
    int reference = pool.find(source, id);
    if (reference == TextPool.ABSENT) {
      sources[column] = source;
      ids[column] = id;
      reference = NEW;
    }
    references[column] = reference;
    return reference;
  }

  public boolean isAbsent(int column) {
    return references[column] == TextPool.ABSENT;
  }

  boolean isNew(int column) {
    return references[column] == NEW;
  }

  int reference(int column) {
    return references[column];
  }

  /// Length of the text in bytes; 0 if absent.
  public int length(int column) {
    return references[column] == NEW
        ? sources[column].length(ids[column])
        : pool.length(references[column]);
  }

  /// Adds the value to the pool if it is new; returns its reference.
  int keep(int column) {
    if (references[column] == NEW) {
      references[column] = pool.add(sources[column], ids[column]);
    }
    return references[column];
  }

  /// Forgets all values, and with them the dictionary they came from.
  public void clear() {
    Arrays.fill(references, TextPool.ABSENT);
    Arrays.fill(sources, NOTHING);
  }

  /// A hash of the value's text, the same in every process; of absent values another.
  public long hash(int column, long seed) {
    int reference = references[column];
    if (reference == TextPool.ABSENT) {
      return ~seed;
    }
    return reference == NEW
        ? TextHash.of(sources[column], ids[column], seed)
        : pool.hash(reference, seed);
  }

  /// The value's text; empty if absent.
  public String text(int column) {
    int reference = references[column];
    if (reference == TextPool.ABSENT) {
      return "";
    }
    return reference == NEW ? sources[column].get(ids[column]) : pool.text(reference);
  }
}
