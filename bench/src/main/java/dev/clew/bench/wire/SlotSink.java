package dev.clew.bench.wire;

/// Hears of what a [WireWriter] writes, in the order of the bytes.
public interface SlotSink {
  /// The fields of this message follow.
  void enter(WireField.Message message);

  /// The value of the field starts at this offset.
  void slot(Slot slot, int offset, int width, WireField field);
}
