package dev.clew.pipeline.ottl;

/// An operand that is the same everywhere.
record Constant(Value value) implements Operand {
  @Override
  public Slot bind(View view) {
    Slot slot =
        new Slot(view) {
          @Override
          void read(int row) {}
        };
    if (value instanceof Value.Text(String text)) {
      slot.literal(text);
    } else {
      slot.value(value);
    }
    return slot;
  }

  @Override
  public Level level() {
    return Level.CONSTANT;
  }
}
