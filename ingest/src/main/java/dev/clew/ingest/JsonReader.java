package dev.clew.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// Walks a JSON body as the JSON mapping of protobuf has it.
///
/// A loop over [#nextField] or [#nextElement] visits an object or array that was entered; each
/// value must be read or skipped. Fields that are `null` count as absent and are not visited. What
/// is no JSON, or of the wrong type, raises [MalformedException] or a parser's exception, whose
/// text [#problem] gives.
public final class JsonReader {
  private static final int MAX_NESTING = 1_000;
  private static final int MAX_NUMBER_LENGTH = 400;
  private static final int MAX_NAME_LENGTH = 4_096;
  private static final int MAX_PROBLEM_LENGTH = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;
  private final TextIntake texts;
  private byte[] scratch = new byte[256];

  /// @param texts takes the texts of the body, and counts the body if it is not UTF-8
  public JsonReader(byte[] body, int offset, int length, TextIntake texts) throws IOException {
    this.texts = texts;
    if (texts.isSoundBody(body, offset, length)) {
      parser = JSON.createParser(body, offset, length);
    } else {
      parser = JSON.createParser(Utf8.repaired(body, offset, length));
    }
  }

  /// Goes to the value that the body is.
  public void begin() throws IOException {
    if (parser.nextToken() == null) {
      throw malformed("a value is missing");
    }
  }

  /// Checks that nothing follows the value.
  public void finish() throws IOException {
    if (parser.nextToken() != null) {
      throw malformed("something follows the end");
    }
  }

  public void enterObject() {
    require(JsonToken.START_OBJECT, "an object");
  }

  public void enterArray() {
    require(JsonToken.START_ARRAY, "an array");
  }

  /// Goes to the next field that is not null; false at the end of the object.
  public boolean nextField() throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        return true;
      }
    }
    return false;
  }

  /// Goes to the next element; false at the end of the array.
  public boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /// Name of the field.
  public String name() throws IOException {
    return parser.currentName();
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /// Passes the value, whatever it is.
  public void skip() throws IOException {
    parser.skipChildren();
  }

  public String string() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  /// Id of a text.
  public int text() throws IOException {
    int length = utf8();
    return texts.text(scratch, 0, length);
  }

  /// Id of an attribute key.
  public int key() throws IOException {
    int length = utf8();
    return texts.key(scratch, 0, length);
  }

  /// Reads a string into [#scratch], at least as far as the limit on texts goes; yields its length.
  public int utf8() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
    char[] characters = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int count = Math.min(parser.getTextLength(), texts.maxBytes() + 8);
    if (scratch.length < 3 * count) {
      scratch = new byte[3 * count];
    }
    return encode(characters, offset, offset + count);
  }

  /// Copy of a string's UTF-8.
  public byte[] utf8Copy() throws IOException {
    int length = utf8();
    return Arrays.copyOf(scratch, length);
  }

  /// Reads an id in hexadecimal of either case into [#scratch]; yields its length in bytes, -1 if
  /// it is no such text.
  public int hex() throws IOException {
    String text = string();
    if (text.length() % 2 != 0 || text.length() > 64) {
      return -1;
    }
    for (int i = 0; i < text.length(); i += 2) {
      if (!HexFormat.isHexDigit(text.charAt(i)) || !HexFormat.isHexDigit(text.charAt(i + 1))) {
        return -1;
      }
      scratch[i / 2] = (byte) HexFormat.fromHexDigits(text, i, i + 2);
    }
    return text.length() / 2;
  }

  /// Bytes of the last [#utf8] or [#hex], until the next read.
  public byte[] scratch() {
    return scratch;
  }

  /// Bytes in base64, of either alphabet, padded or not.
  public byte[] base64() throws IOException {
    String text = string().replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw malformed("no base64");
    }
  }

  public boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw malformed("a boolean is needed");
    };
  }

  /// A 64-bit integer, signed or unsigned, as a number or a string.
  public long int64() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> int64(parser.getText());
      case VALUE_NUMBER_INT -> int64(parser.getText());
      case VALUE_NUMBER_FLOAT -> integral(parser.getDoubleValue());
      case null, default -> throw malformed("an integer is needed");
    };
  }

  /// A 32-bit integer, signed or unsigned.
  public int int32() throws IOException {
    long value = int64();
    if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
      throw malformed("an integer of 32 bits is needed");
    }
    return (int) value;
  }

  /// A double as a number or a string, which may be `NaN`, `Infinity` or `-Infinity`.
  public double real() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> real(parser.getText());
      case null, default -> throw malformed("a number is needed");
    };
  }

  /// Number of an enum, as a number or as one of the names; 0 for a name that is not known.
  public int enumNumber(Map<String, Integer> names) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? names.getOrDefault(parser.getText(), 0)
        : int32();
  }

  public MalformedException malformed(String problem) {
    return new MalformedException(parser.currentTokenLocation().getByteOffset(), problem);
  }

  /// What a parser's exception says, for the sender of the body.
  public static String problem(IOException problem) {
    if (!(problem instanceof JsonProcessingException json)) {
      return String.valueOf(problem.getMessage());
    }
    long at = json.getLocation() == null ? 0 : json.getLocation().getByteOffset();
    String text = String.valueOf(json.getOriginalMessage());
    return "at byte "
        + at
        + ": "
        + (text.length() > MAX_PROBLEM_LENGTH ? text.substring(0, MAX_PROBLEM_LENGTH) : text);
  }

  private void require(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw malformed(what + " is needed");
    }
  }

  private long int64(String text) {
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException _) {
      throw malformed("no integer of 64 bits");
    }
  }

  private long integral(double value) {
    if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
      throw malformed("no integer of 64 bits");
    }
    return (long) value;
  }

  private double real(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw malformed("no number");
    }
  }

  /// Writes the characters to the scratch as UTF-8; half a pair becomes a byte that is no UTF-8,
  /// for the check of texts to find.
  private int encode(char[] characters, int from, int to) {
    byte[] out = scratch;
    int length = 0;
    for (int at = from; at < to; at++) {
      char each = characters[at];
      if (each < 0x80) {
        out[length++] = (byte) each;
      } else if (each < 0x800) {
        out[length++] = (byte) (0xC0 | (each >> 6));
        out[length++] = (byte) (0x80 | (each & 0x3F));
      } else if (!Character.isSurrogate(each)) {
        out[length++] = (byte) (0xE0 | (each >> 12));
        out[length++] = (byte) (0x80 | ((each >> 6) & 0x3F));
        out[length++] = (byte) (0x80 | (each & 0x3F));
      } else if (at + 1 < to && Character.isSurrogatePair(each, characters[at + 1])) {
        int point = Character.toCodePoint(each, characters[++at]);
        out[length++] = (byte) (0xF0 | (point >> 18));
        out[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[length++] = (byte) (0x80 | (point & 0x3F));
      } else {
        out[length++] = (byte) 0xFF;
      }
    }
    return length;
  }
}
