package dev.clew.server.http.send;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields of a small protobuf message that another server sent. What is no message ends where
/// it stops being one; nothing about it is worth failing for.
final class ProtoScan {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final Map<Integer, Long> numbers = new HashMap<>();
  private final Map<Integer, List<byte[]>> parts = new HashMap<>();
  private final byte[] bytes;
  private int at;

  private ProtoScan(byte[] bytes) {
    this.bytes = bytes;
  }

  static ProtoScan of(byte[] bytes) {
    ProtoScan scan = new ProtoScan(bytes);
    while (scan.at < bytes.length && scan.takeField()) {}
    return scan;
  }

  /// The last number of a field; 0 if it is not set.
  long number(int field) {
    return numbers.getOrDefault(field, 0L);
  }

  String text(int field) {
    List<byte[]> all = all(field);
    return all.isEmpty() ? "" : new String(all.getLast(), StandardCharsets.UTF_8);
  }

  /// The last message of a field; an empty one if it is not set.
  ProtoScan message(int field) {
    List<byte[]> all = all(field);
    return of(all.isEmpty() ? new byte[0] : all.getLast());
  }

  List<byte[]> all(int field) {
    return parts.getOrDefault(field, List.of());
  }

  private boolean takeField() {
    long tag = varint();
    int field = (int) (tag >>> 3);
    switch ((int) (tag & 7)) {
      case VARINT -> numbers.put(field, varint());
      case FIXED64 -> at += 8;
      case FIXED32 -> at += 4;
      case BYTES -> {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
          return false;
        }
        byte[] part = Arrays.copyOfRange(bytes, at, at + (int) length);
        parts.computeIfAbsent(field, _ -> new ArrayList<>()).add(part);
        at += (int) length;
      }
      default -> {
        return false;
      }
    }
    return field != 0;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
      byte next = bytes[at];
      at++;
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return value;
  }
}
