package dev.clew.server.api.tempo;

import dev.clew.server.api.QuestionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields of a small protobuf message: numbers and texts by field number. Fields of other types
/// are passed over.
final class ProtoFields {
  private final Map<Integer, Long> numbers = new HashMap<>();
  private final Map<Integer, List<byte[]>> texts = new HashMap<>();
  private final byte[] bytes;
  private final int end;
  private int at;

  private ProtoFields(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = length;
  }

  /// @throws QuestionException when it is no message
  static ProtoFields read(byte[] bytes, int length) {
    ProtoFields fields = new ProtoFields(bytes, length);
    while (fields.at < length) {
      fields.field();
    }
    return fields;
  }

  /// The last text of a field; empty if it is not set.
  String text(int field) {
    List<byte[]> all = texts.getOrDefault(field, List.of());
    return all.isEmpty() ? "" : new String(all.getLast(), StandardCharsets.UTF_8);
  }

  /// An unsigned number of 32 bits; 0 if it is not set.
  long number(int field) {
    return numbers.getOrDefault(field, 0L) & 0xFFFF_FFFFL;
  }

  /// The entries of a map of texts, in the order sent.
  List<Map.Entry<String, String>> entries(int field) {
    return texts.getOrDefault(field, List.of()).stream()
        .map(entry -> read(entry, entry.length))
        .map(entry -> Map.entry(entry.text(1), entry.text(2)))
        .toList();
  }

  private void field() {
    long tag = varint();
    int number = (int) (tag >>> 3);
    switch ((int) (tag & 7)) {
      case 0 -> numbers.put(number, varint());
      case 1 -> skip(8);
      case 2 -> {
        int start = skip(varint());
        texts
            .computeIfAbsent(number, _ -> new ArrayList<>())
            .add(Arrays.copyOfRange(bytes, start, at));
      }
      case 5 -> skip(4);
      default -> throw malformed();
    }
  }

  private int skip(long count) {
    if (count < 0 || count > end - at) {
      throw malformed();
    }
    int start = at;
    at += (int) count;
    return start;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70 && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static QuestionException malformed() {
    return QuestionException.malformed("malformed protobuf");
  }
}
