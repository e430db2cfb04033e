package dev.clew.pipeline.ottl;

import static java.util.Map.entry;

import dev.clew.pipeline.regex.Regex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The converters of the subset: functions that have a value and change nothing.
final class Functions {
  private static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          entry("IsMatch", of(Functions::isMatch, "target", "pattern")),
          entry("IsString", typeTest(Kind.TEXT)),
          entry("IsInt", typeTest(Kind.INT)),
          entry("IsDouble", typeTest(Kind.REAL)),
          entry("IsBool", typeTest(Kind.BOOL)),
          entry("IsMap", typeTest(Kind.ENTRIES)),
          entry("IsList", typeTest(Kind.ITEMS)),
          entry("IsRootSpan", of(Functions::isRootSpan)),
          entry("IsInCIDR", of(Functions::isInCidr, "target", "networks")),
          entry("HasPrefix", of(args -> affix(args, String::startsWith), "target", "prefix")),
          entry("HasSuffix", of(args -> affix(args, String::endsWith), "target", "suffix")),
          entry("ContainsValue", unary(Functions::containsValue, "target", "item")),
          entry("Int", unary((args, target) -> Conversions.integer(args[0], target), "target")),
          entry("Double", unary((args, target) -> Conversions.real(args[0], target), "target")),
          entry("String", unary((args, target) -> Conversions.text(args[0], target), "target")),
          entry("Len", unary((args, target) -> length(args[0], target), "target")),
          entry("Concat", of(Functions::concat, "values", "delimiter")),
          entry("Substring", unary(Functions::substring, "target", "start", "length")),
          entry(
              "ToLowerCase",
              unary(
                  (args, target) -> target.text(Expect.text(args[0]).toLowerCase(Locale.ROOT)),
                  "target")),
          entry("SHA256", unary((args, target) -> target.text(sha256(args[0])), "target")),
          entry("Duration", of(Functions::duration, "duration")),
          entry("TraceID", of(args -> identifier(args, 16, "traces ids"), "bytes")),
          entry("SpanID", of(args -> identifier(args, 8, "span ids"), "bytes")),
          entry("Coalesce", of(Functions::coalesce, "values")));

  private Functions() {}

  /// The operand of a call.
  ///
  /// @throws OttlException if there is no such function, or not with these arguments
  static Operand call(Compiler compiler, Tree.Call call) {
    Function function = FUNCTIONS.get(call.function());
    boolean isElsewhere =
        call.function().equals("IsRootSpan") && compiler.context() != Context.SPAN;
    if (function == null || isElsewhere) {
      throw new OttlException("undefined function " + Quoted.quote(call.function()));
    }
    return function.factory.create(new Arguments(compiler, call, function.parameters));
  }

  /// Makes the operand of a call.
  private interface Factory {
    Operand create(Arguments arguments);
  }

  /// Asks something of two texts.
  private interface Affix {
    boolean test(String text, String affix);
  }

  private record Function(List<String> parameters, Factory factory) {}

  private static Function of(Factory factory, String... parameters) {
    return new Function(List.of(parameters), factory);
  }

  /// A function of the values of its arguments.
  private static Function unary(Computed.Body body, String... parameters) {
    return of(
        arguments -> {
          List<Operand> operands = new ArrayList<>();
          for (int i = 0; i < parameters.length; i++) {
            operands.add(arguments.operand(i));
          }
          return Computed.operand(operands, body);
        },
        parameters);
  }

  private static Function typeTest(Kind kind) {
    return unary((args, target) -> target.bool(args[0].kind() == kind), "target");
  }

  private static Operand isMatch(Arguments arguments) {
    Operand target = arguments.operand(0);
    Regex regex = arguments.regex(1);
    return question(target, regex::isFoundIn);
  }

  private static Operand isInCidr(Arguments arguments) {
    Operand target = arguments.operand(0);
    List<Network> networks = new ArrayList<>();
    for (String text : arguments.texts(1)) {
      Network network = Network.parse(text);
      if (network == null) {
        throw new OttlException(
            "couldn't create function: failed to parse networks: invalid CIDR address: " + text);
      }
      networks.add(network);
    }
    return question(target, text -> Network.contain(networks, text));
  }

  /// Asks a text something, which is false of no value.
  private static Operand question(Operand operand, Predicate<String> question) {
    return new Operand() {
      @Override
      public Slot bind(View view) {
        Slot slot = operand.bind(view);
        TextMemo memo = new TextMemo(question);
        return new Slot(view) {
          @Override
          void read(int row) {
            slot.read(row);
            if (slot.kind() == Kind.TEXT) {
              bool(memo.test(slot));
            } else {
              String text = Texts.of(slot);
              bool(text != null && question.test(text));
            }
          }
        };
      }

      @Override
      public Level level() {
        return operand.level() == Level.CONSTANT ? Level.ROW : operand.level();
      }
    };
  }

  private static Operand isRootSpan(Arguments arguments) {
    return Column.readOnly((view, row, slot) -> slot.bool(view.spans().parentSpanId(row) == 0));
  }

  private static Operand affix(Arguments arguments, Affix affix) {
    return Computed.operand(
        List.of(arguments.operand(0), arguments.operand(1)),
        (args, target) -> target.bool(affix.test(Expect.text(args[0]), Expect.text(args[1]))));
  }

  private static void containsValue(Slot[] args, Slot target) {
    if (args[0].kind() != Kind.ITEMS) {
      throw Expect.mismatch("pcommon.Slice", args[0]);
    }
    boolean isFound = false;
    for (Value item : args[0].items().values()) {
      target.value(item);
      isFound |= target.compare(Operator.EQUAL, args[1]);
    }
    target.bool(isFound);
  }

  private static void length(Slot value, Slot target) {
    switch (value.kind()) {
      case TEXT -> target.integer(value.text().getBytes(StandardCharsets.UTF_8).length);
      case BYTES -> target.integer(value.bytes().length());
      case ITEMS -> target.integer(value.items().values().size());
      case ENTRIES -> target.integer(value.entries().values().size());
      case NIL, BOOL, INT, REAL, TIME, PERIOD ->
          throw new EvaluationException(
              "target arg must be of type string, []any, map[string]any, pcommon.Map,"
                  + " pcommon.Slice, or pcommon.Value (of type String, Map, Slice)");
    }
  }

  private static Operand concat(Arguments arguments) {
    List<Operand> operands = new ArrayList<>(arguments.operands(0));
    String delimiter = arguments.text(1);
    return Computed.operand(
        operands,
        (args, target) -> {
          StringBuilder result = new StringBuilder();
          for (int i = 0; i < args.length; i++) {
            String text = Texts.of(args[i]);
            result.append(i == 0 ? "" : delimiter).append(text == null ? "<nil>" : text);
          }
          target.text(result.toString());
        });
  }

  private static void substring(Slot[] args, Slot target) {
    byte[] utf8 = Expect.text(args[0]).getBytes(StandardCharsets.UTF_8);
    long start = Expect.integer(args[1]);
    long length = Expect.integer(args[2]);
    if (start < 0) {
      throw new EvaluationException(
          "invalid start for substring function, %d cannot be negative".formatted(start));
    }
    if (length <= 0) {
      throw new EvaluationException(
          "invalid length for substring function, %d cannot be negative or zero".formatted(length));
    }
    if (start > utf8.length || length > utf8.length - start) {
      throw new EvaluationException(
          "invalid range for substring function, %d cannot be greater than the length of target"
                  .formatted(start + length)
              + " string(%d)".formatted(utf8.length));
    }
    target.text(new String(utf8, (int) start, (int) length, StandardCharsets.UTF_8));
  }

  private static String sha256(Slot value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] utf8 = Expect.text(value).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(utf8));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Operand duration(Arguments arguments) {
    return Computed.operand(
        List.of(arguments.operand(0)),
        (args, target) -> target.period(Conversions.duration(Expect.text(args[0]))));
  }

  private static Operand identifier(Arguments arguments, int length, String what) {
    Operand operand =
        Computed.operand(
            List.of(arguments.operand(0)),
            (args, target) -> target.bytes(Conversions.identifier(args[0], length, what)));
    if (operand.level() == Operand.Level.CONSTANT && !(operand instanceof Constant)) {
      throw new OttlException(
          "couldn't create function: %s must be %d bytes".formatted(what, length));
    }
    return operand;
  }

  private static Operand coalesce(Arguments arguments) {
    return Computed.operand(
        arguments.operands(0),
        (args, target) -> {
          for (Slot arg : args) {
            if (!arg.isNil()) {
              target.copy(arg);
              return;
            }
          }
          target.nil();
        });
  }
}
