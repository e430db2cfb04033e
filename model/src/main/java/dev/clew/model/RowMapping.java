package dev.clew.model;

import java.util.Arrays;

/// Translates what the rows of one batch refer to into another batch. Made once for a pair of
/// batches, then used for any number of rows; the source must not grow meanwhile.
public final class RowMapping {
  private final Batch source;
  private final Batch target;
  private final StringMapping strings;
  private final int[] resources;
  private final int[] scopes;

  public RowMapping(Batch source, Batch target) {
    this(source, target, new StringMapping(source.strings(), target.strings()));
  }

  private RowMapping(Batch source, Batch target, StringMapping strings) {
    this.source = source;
    this.target = target;
    this.strings = strings;
    this.resources = unmapped(source.resources().size());
    this.scopes = unmapped(source.scopes().size());
  }

  /// A mapping for few rows of a large batch: looks every string up anew instead of making a table
  /// for all strings of the source.
  public static RowMapping forFew(Batch source, Batch target) {
    return new RowMapping(
        source, target, StringMapping.withoutMemory(source.strings(), target.strings()));
  }

  StringMapping strings() {
    return strings;
  }

  /// Row in the target of a resource of the source, added when it is new.
  public int resource(int row) {
    if (resources[row] < 0) {
      resources[row] = target.resources().append(source.resources(), row, strings);
    }
    return resources[row];
  }

  /// Row in the target of a scope of the source, added when it is new.
  public int scope(int row) {
    if (scopes[row] < 0) {
      scopes[row] = target.scopes().append(source.scopes(), row, strings);
    }
    return scopes[row];
  }

  private static int[] unmapped(int size) {
    int[] rows = new int[size];
    Arrays.fill(rows, -1);
    return rows;
  }
}
