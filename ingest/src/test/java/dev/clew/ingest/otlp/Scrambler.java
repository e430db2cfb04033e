package dev.clew.ingest.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Writes a message in one of the many ways that the wire format allows: fields in any order,
/// fields nobody knows between them, singular fields sent again, messages in pieces, lists packed
/// or not. A parser must see the same message.
///
/// Pieces of a message get no decoys: the generated classes, which are the oracle, would join a
/// `oneof` message with an earlier one even when another member was set in between.
final class Scrambler {
  private final RandomGenerator random;
  private int pieceDepth;

  Scrambler(RandomGenerator random) {
    this.random = random;
  }

  byte[] scrambled(Message message) {
    List<Deque<byte[]>> groups = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      groups.add(field(message, entry.getKey(), entry.getValue()));
    }
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      groups.add(unknown());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (!groups.isEmpty()) {
      Deque<byte[]> group = groups.get(random.nextInt(groups.size()));
      if (group.isEmpty()) {
        groups.remove(group);
      } else {
        out.writeBytes(group.removeFirst());
      }
    }
    return out.toByteArray();
  }

  /// The chunks of a field, whose order matters among themselves.
  private Deque<byte[]> field(Message message, FieldDescriptor field, Object value) {
    Deque<byte[]> chunks = new ArrayDeque<>();
    if (field.isRepeated()) {
      repeated(chunks, field, (List<?>) value);
      return chunks;
    }
    if (pieceDepth == 0 && random.nextInt(4) == 0) {
      decoy(chunks, message, field);
    }
    if (value instanceof Message nested && random.nextInt(4) == 0) {
      pieceDepth++;
      pieces(nested).forEach(piece -> chunks.add(chunk(field, piece)));
      pieceDepth--;
    } else {
      chunks.add(chunk(field, value));
    }
    return chunks;
  }

  private void repeated(Deque<byte[]> chunks, FieldDescriptor field, List<?> elements) {
    if (!field.isPackable()) {
      elements.forEach(element -> chunks.add(chunk(field, element)));
      return;
    }
    List<?> rest = elements;
    while (!rest.isEmpty()) {
      int run = 1 + random.nextInt(rest.size());
      chunks.add(
          random.nextBoolean() ? packed(field, rest.subList(0, run)) : chunk(field, rest.get(0)));
      boolean isRun = chunks.getLast()[0] == (byte) (field.getNumber() << 3 | 2);
      rest = rest.subList(isRun ? run : 1, rest.size());
    }
  }

  /// Something that the real value, which comes after it, replaces.
  private void decoy(Deque<byte[]> chunks, Message message, FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    if (oneof != null && oneof.getFieldCount() > 1) {
      FieldDescriptor other = oneof.getField(random.nextInt(oneof.getFieldCount()));
      if (other != field) {
        chunks.add(chunk(other, sample(message, other)));
      }
    } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      chunks.add(chunk(field, sample(message, field)));
    }
  }

  private Object sample(Message message, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 7;
      case LONG -> 7L;
      case FLOAT -> 7f;
      case DOUBLE -> 7.0;
      case BOOLEAN -> true;
      case STRING -> "decoy";
      case BYTE_STRING -> com.google.protobuf.ByteString.copyFromUtf8("decoy");
      case ENUM -> field.getEnumType().getValues().get(0);
      case MESSAGE -> message.newBuilderForType().newBuilderForField(field).build();
    };
  }

  /// Two messages that are the given one when merged.
  private List<Message> pieces(Message message) {
    Message.Builder first = message.newBuilderForType();
    Message.Builder second = message.newBuilderForType();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.isRepeated()) {
            List<?> elements = (List<?>) value;
            int cut = random.nextInt(elements.size() + 1);
            elements.subList(0, cut).forEach(each -> first.addRepeatedField(field, each));
            elements
                .subList(cut, elements.size())
                .forEach(each -> second.addRepeatedField(field, each));
          } else if (value instanceof Message nested) {
            List<Message> parts = pieces(nested);
            first.setField(field, parts.get(0));
            second.setField(field, parts.get(1));
          } else {
            (random.nextBoolean() ? first : second).setField(field, value);
          }
        });
    return List.of(first.build(), second.build());
  }

  private byte[] chunk(FieldDescriptor field, Object value) {
    if (value instanceof Message nested) {
      byte[] body = scrambled(nested);
      return written(out -> out.writeByteArray(field.getNumber(), body));
    }
    return written(out -> write(out, field, value));
  }

  private static byte[] packed(FieldDescriptor field, List<?> elements) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Object element : elements) {
      byte[] tagged = written(out -> write(out, field, element));
      int tagBytes = field.getNumber() < 16 ? 1 : 2;
      body.write(tagged, tagBytes, tagged.length - tagBytes);
    }
    return written(out -> out.writeByteArray(field.getNumber(), body.toByteArray()));
  }

  private static void write(CodedOutputStream out, FieldDescriptor field, Object value)
      throws IOException {
    int number = field.getNumber();
    switch (field.getType()) {
      case STRING -> out.writeString(number, (String) value);
      case BYTES -> out.writeBytes(number, (com.google.protobuf.ByteString) value);
      case BOOL -> out.writeBool(number, (Boolean) value);
      case INT32 -> out.writeInt32(number, (Integer) value);
      case UINT32 -> out.writeUInt32(number, (Integer) value);
      case SINT32 -> out.writeSInt32(number, (Integer) value);
      case INT64 -> out.writeInt64(number, (Long) value);
      case UINT64 -> out.writeUInt64(number, (Long) value);
      case FIXED32 -> out.writeFixed32(number, (Integer) value);
      case FIXED64 -> out.writeFixed64(number, (Long) value);
      case SFIXED64 -> out.writeSFixed64(number, (Long) value);
      case DOUBLE -> out.writeDouble(number, (Double) value);
      case ENUM ->
          out.writeEnum(
              number, ((com.google.protobuf.Descriptors.EnumValueDescriptor) value).getNumber());
      default -> throw new IllegalArgumentException(field.getFullName());
    }
  }

  private Deque<byte[]> unknown() {
    int number = 100 + random.nextInt(100_000);
    byte[] text = new byte[random.nextInt(200)];
    random.nextBytes(text);
    Deque<byte[]> chunks = new ArrayDeque<>();
    chunks.add(
        switch (random.nextInt(5)) {
          case 0 -> written(out -> out.writeUInt64(number, random.nextLong()));
          case 1 -> written(out -> out.writeFixed64(number, random.nextLong()));
          case 2 -> written(out -> out.writeFixed32(number, random.nextInt()));
          case 3 -> written(out -> out.writeFixed32(1 + random.nextInt(5), random.nextInt()));
          default -> written(out -> out.writeByteArray(number, text));
        });
    return chunks;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }
}
