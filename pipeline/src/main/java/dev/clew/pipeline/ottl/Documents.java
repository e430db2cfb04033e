package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.ottl.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lists and maps as batches hold them: the JSON text of [dev.clew.model.ValueType].
public final class Documents {
  private static final int MAX_NESTING = 200;
  private static final char END = '\uFFFF';

  private final String text;
  private int at;
  private int nesting;

  private Documents(String text) {
    this.text = text;
  }

  /// The value of a text; no value at all if the text is none that a batch would hold.
  static Value parse(String text) {
    Documents documents = new Documents(text);
    try {
      Value value = documents.value();
      return documents.at == text.length() ? value : new Value.Nil();
    } catch (IllegalArgumentException _) {
      return new Value.Nil();
    }
  }

  /// The text of a value, which must be none of time.
  public static String print(Value value) {
    StringBuilder target = new StringBuilder();
    print(value, target);
    return target.toString();
  }

  /// The text of a value as conditions see it: keys in order, bytes as base64, numbers as short as
  /// they can be.
  static String plain(Value value) {
    StringBuilder target = new StringBuilder();
    plain(value, target);
    return target.toString();
  }

  private static void print(Value value, StringBuilder target) {
    switch (value) {
      case Value.Real(double number) when !Double.isFinite(number) ->
          target.append("{\"@double\":\"").append(number).append("\"}");
      case Value.Real(double number) -> target.append(number);
      case Value.Binary(Bytes bytes) ->
          target.append("{\"@bytes\":\"").append(bytes.base64()).append("\"}");
      case Items(List<Value> items) -> {
        target.append('[');
        for (int i = 0; i < items.size(); i++) {
          target.append(i == 0 ? "" : ",");
          print(items.get(i), target);
        }
        target.append(']');
      }
      case Entries(Map<String, Value> entries) -> printEntries(entries, target);
      case Value.Nil _, Value.Bool _, Value.Int _, Value.Text _, Value.Time _, Value.Period _ ->
          scalar(value, target);
    }
  }

  private static void printEntries(Map<String, Value> entries, StringBuilder target) {
    boolean isFirst = true;
    target.append('{');
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      target.append(isFirst ? "" : ",");
      string(isFirst && isMark(entry.getKey()) ? "@" + entry.getKey() : entry.getKey(), target);
      target.append(':');
      print(entry.getValue(), target);
      isFirst = false;
    }
    target.append('}');
  }

  /// Whether a first key would be taken for a mark of a type: `@` once or more, then its name.
  private static boolean isMark(String key) {
    int marks = 0;
    while (marks < key.length() && key.charAt(marks) == '@') {
      marks++;
    }
    String name = key.substring(marks);
    return marks > 0 && (name.equals("bytes") || name.equals("double"));
  }

  private static void plain(Value value, StringBuilder target) {
    switch (value) {
      case Value.Binary(Bytes bytes) -> string(bytes.base64(), target);
      case Items(List<Value> items) -> {
        target.append('[');
        for (int i = 0; i < items.size(); i++) {
          target.append(i == 0 ? "" : ",");
          plain(items.get(i), target);
        }
        target.append(']');
      }
      case Entries(Map<String, Value> entries) -> {
        target.append('{');
        boolean isFirst = true;
        for (Map.Entry<String, Value> entry : new TreeMap<>(entries).entrySet()) {
          target.append(isFirst ? "" : ",");
          string(entry.getKey(), target);
          plain(entry.getValue(), target.append(':'));
          isFirst = false;
        }
        target.append('}');
      }
      case Value.Nil _,
          Value.Bool _,
          Value.Int _,
          Value.Real _,
          Value.Text _,
          Value.Time _,
          Value.Period _ ->
          scalar(value, target);
    }
  }

  private static void scalar(Value value, StringBuilder target) {
    switch (value) {
      case Value.Bool(boolean content) -> target.append(content);
      case Value.Int(long content) -> target.append(content);
      case Value.Real(double content) -> target.append(Texts.decimal(content));
      case Value.Text(String content) -> string(content, target);
      case Value.Time(long nanos) -> target.append(nanos);
      case Value.Period(long nanos) -> target.append(nanos);
      case Value.Nil _, Value.Binary _, Items _, Entries _ -> target.append("null");
    }
  }

  private static void string(String text, StringBuilder target) {
    target.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> target.append('\\').append(c);
        case '\b' -> target.append("\\b");
        case '\f' -> target.append("\\f");
        case '\n' -> target.append("\\n");
        case '\r' -> target.append("\\r");
        case '\t' -> target.append("\\t");
        default -> {
          if (c < ' ') {
            target.append("\\u%04x".formatted((int) c));
          } else {
            target.append(c);
          }
        }
      }
    }
    target.append('"');
  }

  private Value value() {
    if (++nesting > MAX_NESTING) {
      throw malformed();
    }
    Value value =
        switch (peek()) {
          case '{' -> object();
          case '[' -> items();
          case '"' -> new Value.Text(string());
          case 't' -> word("true", new Value.Bool(true));
          case 'f' -> word("false", new Value.Bool(false));
          case 'n' -> word("null", new Value.Nil());
          default -> number();
        };
    nesting--;
    return value;
  }

  private Value object() {
    Map<String, Value> entries = new LinkedHashMap<>();
    boolean isFirst = true;
    expect('{');
    while (!accept('}')) {
      if (!isFirst) {
        expect(',');
      }
      String key = string();
      expect(':');
      Value value = value();
      if (isFirst && isMark(key)) {
        if (peek() == '}' && !key.startsWith("@@")) {
          expect('}');
          return marked(key, value);
        }
        key = key.substring(1);
      }
      entries.put(key, value);
      isFirst = false;
    }
    return new Entries(entries);
  }

  private Value marked(String key, Value value) {
    if (!(value instanceof Value.Text(String content))) {
      throw malformed();
    }
    return key.equals("@bytes")
        ? new Value.Binary(Bytes.ofBase64(content))
        : new Value.Real(Double.parseDouble(content));
  }

  private Value items() {
    List<Value> items = new ArrayList<>();
    expect('[');
    while (!accept(']')) {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
    }
    return new Items(items);
  }

  private Value number() {
    int start = at;
    while ("+-.eE0123456789".indexOf(peek()) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    boolean isReal = number.indexOf('.') >= 0 || number.indexOf('E') >= 0;
    return isReal
        ? new Value.Real(Double.parseDouble(number))
        : new Value.Int(number.startsWith("-") ? Long.parseLong(number) : unsigned(number));
  }

  /// Counts are unsigned; those beyond the range of an integer wrap as they do upstream.
  private static long unsigned(String number) {
    return Long.parseUnsignedLong(number);
  }

  private String string() {
    expect('"');
    int end = at;
    StringBuilder content = new StringBuilder();
    while (end < text.length() && text.charAt(end) != '"') {
      if (text.charAt(end) == '\\') {
        content.append(text, at, end);
        at = end + 1;
        content.append(escaped());
        end = at;
      } else {
        end++;
      }
    }
    content.append(text, at, end);
    at = end;
    expect('"');
    return content.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw malformed();
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw malformed();
    };
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw malformed();
    }
    at += word.length();
    return value;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private boolean accept(char c) {
    boolean isThere = peek() == c;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw malformed();
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("malformed document at " + at);
  }
}
