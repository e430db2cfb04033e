package dev.clew.bench.template;

/// One body and what is varied in it.
final class Template {
  private final byte[] bytes;
  private final Slots slots;

  Template(byte[] bytes, Slots slots) {
    this.bytes = bytes.clone();
    this.slots = slots;
  }

  int length() {
    return bytes.length;
  }

  int spans() {
    return slots.spans();
  }

  Slots slots() {
    return slots;
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }
}
