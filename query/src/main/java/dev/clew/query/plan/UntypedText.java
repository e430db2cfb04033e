package dev.clew.query.plan;

import dev.clew.query.traceql.Literal;
import java.util.ArrayList;
import java.util.List;

/// Values that came as text although they may be of another type.
final class UntypedText {
  private UntypedText() {}

  /// What a text may mean besides itself: a number or a boolean.
  static List<Literal> otherMeanings(String text) {
    List<Literal> meanings = new ArrayList<>();
    if (text.matches("-?[0-9]{1,18}")) {
      meanings.add(new Literal.Whole(Long.parseLong(text)));
    } else if (text.matches("-?[0-9]{1,30}\\.[0-9]{1,30}([eE][-+]?[0-9]{1,2})?")) {
      meanings.add(new Literal.Real(Double.parseDouble(text)));
    } else if (text.equals("true") || text.equals("false")) {
      meanings.add(new Literal.Bool(text.equals("true")));
    }
    return meanings;
  }
}
