package dev.clew.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Big-endian halves of ids.
final class Ids {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Ids() {}

  static long read(byte[] source, int offset) {
    return (long) LONGS.get(source, offset);
  }

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
