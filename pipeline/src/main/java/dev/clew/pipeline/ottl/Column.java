package dev.clew.pipeline.ottl;

import org.jspecify.annotations.Nullable;

/// A path that is a column of the batch.
///
/// @param setter null if it cannot be changed
record Column(String path, Level level, Reader reader, @Nullable Setter setter)
    implements Accessor {
  /// Reads a row into a slot.
  interface Reader {
    void read(View view, int row, Slot target);
  }

  /// Sets a row to the value of a slot.
  interface Setter {
    void set(View view, int row, Slot value);
  }

  static Column readOnly(Reader reader) {
    return new Column("", Level.ROW, reader, null);
  }

  static Column of(Reader reader, Setter setter) {
    return new Column("", Level.ROW, reader, setter);
  }

  Column at(String fullPath, Level changedLevel) {
    return new Column(fullPath, changedLevel, reader, setter);
  }

  @Override
  public Slot bind(View view) {
    return new Slot(view) {
      @Override
      void read(int row) {
        reader.read(view, row, this);
      }
    };
  }

  @Override
  public Writer writer() {
    Setter changed = setter;
    if (changed == null) {
      throw new OttlException("the path %s cannot be set".formatted(Quoted.quote(path)));
    }
    return view -> (row, value) -> changed.set(view, row, value);
  }
}
