package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random parts that all signals share: text, numbers, ids, attributes, resources, scopes.
final class RandomValues {
  private static final String[] TEXTS = {
    "",
    "a",
    "GET",
    "checkout",
    "/api/products/42",
    "Zürich",
    "日本語のテキスト",
    "👩‍🚀 astronaut",
    "quote \" back \\ slash / ",
    "line\nbreak\ttab\u0001\u001f",
    "\u0000",
    "\u007f\u0080\u07ff\u0800\uffff",
    "a text that is longer than sixteen bytes, to fill words of the hash",
    "@bytes",
    "@@double"
  };
  private static final String[] KEYS = {
    "service.name",
    "http.request.method",
    "k",
    "user.id",
    "@bytes",
    "@double",
    "@@bytes",
    "ключ",
    "a.key.that.is.longer.than.usual.but.still.fine"
  };
  private static final long[] INTEGERS = {
    0, 1, -1, 127, 128, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 4_294_967_295L
  };
  private static final double[] REALS = {
    0,
    -0.0,
    1,
    0.1,
    1e300,
    -1.5e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  final RandomGenerator random;

  RandomValues(RandomGenerator random) {
    this.random = random;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String text() {
    String base = TEXTS[random.nextInt(TEXTS.length)];
    return chance(20) ? base + random.nextInt(1_000) : base;
  }

  long integer() {
    return chance(30) ? random.nextInt(1_000) : INTEGERS[random.nextInt(INTEGERS.length)];
  }

  double real() {
    return chance(30) ? random.nextDouble() : REALS[random.nextInt(REALS.length)];
  }

  /// An unsigned 32-bit number, mostly small.
  int count() {
    return chance(5) ? -1 - random.nextInt(5) : random.nextInt(3);
  }

  /// A time; now and then none, or one beyond 2262.
  long time() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> 0;
      case 2 -> chance(20) ? Long.MIN_VALUE + random.nextInt(9) : 1;
      default -> 1_700_000_000_000_000_000L + random.nextLong(1_000_000_000_000L);
    };
  }

  /// An id of so many bytes; now and then empty, zero or of another length.
  ByteString id(int length) {
    byte[] bytes = new byte[chance(97) ? length : random.nextInt(40)];
    if (chance(97)) {
      random.nextBytes(bytes);
    }
    return chance(2) ? ByteString.EMPTY : ByteString.copyFrom(bytes);
  }

  List<KeyValue> attributes() {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      attributes.add(keyValue(3));
    }
    return attributes;
  }

  KeyValue keyValue(int depth) {
    KeyValue.Builder entry = KeyValue.newBuilder();
    if (chance(95)) {
      entry.setKey(KEYS[random.nextInt(KEYS.length)]);
    }
    if (chance(95)) {
      entry.setValue(anyValue(depth));
    }
    return entry.build();
  }

  AnyValue anyValue(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 0 ? 12 : 8)) {
      case 0, 1, 2 -> value.setStringValue(text());
      case 3 -> value.setBoolValue(random.nextBoolean());
      case 4 -> value.setIntValue(integer());
      case 5 -> value.setDoubleValue(real());
      case 6 -> value.setBytesValue(id(9));
      case 7 -> {
        if (chance(30)) {
          value.setStringValueStrindex(3);
        }
      }
      case 8, 9 -> value.setArrayValue(array(depth - 1));
      default -> value.setKvlistValue(map(depth - 1));
    }
    return value.build();
  }

  Resource resource() {
    return Resource.newBuilder()
        .addAllAttributes(attributes())
        .setDroppedAttributesCount(count())
        .build();
  }

  InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName(text())
        .setVersion(text())
        .addAllAttributes(attributes())
        .setDroppedAttributesCount(count())
        .build();
  }

  private ArrayValue array(int depth) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.addValues(anyValue(depth));
    }
    return array.build();
  }

  private KeyValueList map(int depth) {
    KeyValueList.Builder map = KeyValueList.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.addValues(keyValue(depth));
    }
    return map.build();
  }
}
